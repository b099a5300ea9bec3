#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "vtam/client_facts.h"

namespace server {

// A client's address without the weight of a socket library's type. An IPv4 client on a listener
// for both families is shown as IPv4.
struct Peer {
  std::array<std::uint8_t, 16> address{};  // IPv4 in the first four
  std::uint16_t port = 0;
  bool v6 = false;

  [[nodiscard]] static Peer at(const vtam::ClientAddress& address);  // of no port
  [[nodiscard]] vtam::ClientAddress client() const;
  [[nodiscard]] std::string address_text() const;
  [[nodiscard]] std::string text() const;  // "127.0.0.1 port 40112"
};

}  // namespace server
