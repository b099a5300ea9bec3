#pragma once

#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/settings.h"

namespace server {

// Where a socket listens: an address and port, or the path of a Unix socket.
using SocketPlace = std::variant<asio::ip::tcp::endpoint, std::string>;

// As the configuration writes an address; IPv4 in IPv6's clothes is IPv4. nullopt: not an address.
[[nodiscard]] std::optional<SocketPlace> place_of(const std::string& address, std::uint16_t port);
[[nodiscard]] std::string text(const SocketPlace& place);  // ":: port 23", "/run/acb.sock"

// A socket that the configuration wants.
struct WantedSocket {
  std::string who;   // "listener terminals", "the admin API"
  std::string name;  // what FileDescriptorName= may call it
  SocketPlace place;
};

// In the order of the configuration: listeners, proxies, the admin API ("admin"), the application
// socket and its TCP port ("application_socket"). What is not an address wants nothing.
[[nodiscard]] std::vector<WantedSocket> wanted_sockets(const config::Config& config);

// A listening socket that was passed.
struct OfferedSocket {
  std::string name;  // empty: none
  SocketPlace place;
  bool v6_only = false;
};

// Which of the wanted each of the offered is, by index; nullopt: nobody wants it. What listens at
// the very place comes first, then "0.0.0.0" and "::" of the same port, which are both
// "everywhere", then names: where one name is that of several that are still wanted, it says
// nothing.
[[nodiscard]] std::vector<std::optional<std::size_t>> match_sockets(
    const std::vector<WantedSocket>& wanted, const std::vector<OfferedSocket>& offered);

}  // namespace server
