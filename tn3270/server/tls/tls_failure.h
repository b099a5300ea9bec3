#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace server {

enum class TlsPhase : std::uint8_t { Handshake, Data };
enum class TlsPeer : std::uint8_t { Client, Server };

// What is known of a connection whose TLS failed, beside what OpenSSL's error queue says.
struct TlsFault {
  TlsPhase phase = TlsPhase::Handshake;
  TlsPeer peer = TlsPeer::Client;  // the other side
  // The first byte that it ever sent: plain text on a TLS port is the commonest of all faults.
  std::optional<std::uint8_t> first{};
  int floor = 0;          // TLS1_2_VERSION …, the lowest we speak
  std::string refused{};  // why its certificate was
};

// Why it failed, in words for a log. Printable, whatever the other side sent.
[[nodiscard]] std::string tls_failure(const TlsFault& fault);

}  // namespace server
