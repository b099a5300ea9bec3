#include "printers/delivery/source_port.h"

#include <netinet/in.h>

#include <cerrno>

namespace printers {
namespace {

constexpr std::uint16_t kHighestPrivileged = 1023;
constexpr std::uint16_t kLowestPrivileged = 512;
constexpr std::uint16_t kHighestOfRfc1179 = 731;
constexpr std::uint16_t kLowestOfRfc1179 = 721;

template <class SocketAddress>
int bind_socket(int socket, const SocketAddress& address) {
  return ::bind(socket, static_cast<const sockaddr*>(static_cast<const void*>(&address)),
                sizeof address) == 0
             ? 0
             : errno;
}

}  // namespace

SourcePorts::SourcePorts(config::SourcePort policy, std::uint64_t rotation) {
  if (policy == config::SourcePort::Privileged) {
    highest_ = kHighestPrivileged;
    count_ = kHighestPrivileged - kLowestPrivileged + 1;
  } else if (policy == config::SourcePort::Rfc1179) {
    highest_ = kHighestOfRfc1179;
    count_ = kHighestOfRfc1179 - kLowestOfRfc1179 + 1;
  }
  first_ = static_cast<std::uint16_t>(rotation % count_);
}

std::optional<std::uint16_t> SourcePorts::next() {
  if (given_ == count_) {
    return std::nullopt;
  }
  const auto below = static_cast<std::uint16_t>((first_ + given_++) % count_);
  return static_cast<std::uint16_t>(highest_ - below);
}

int bind_to_port(int socket, sa_family_t family, std::uint16_t port) {
  if (port == 0) {
    return 0;
  }
  // A port that waits out an old connection may be used for one to another printer.
  constexpr int kYes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &kYes, sizeof kYes);
  if (family == AF_INET) {
    sockaddr_in address{};
    address.sin_family = family;
    address.sin_port = htons(port);
    return bind_socket(socket, address);
  }
  sockaddr_in6 address{};
  address.sin6_family = family;
  address.sin6_port = htons(port);
  return bind_socket(socket, address);
}

}  // namespace printers
