#include "tn3270/server/peer.h"

#include <arpa/inet.h>

#include <algorithm>

namespace server {
namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

}  // namespace

std::string Peer::address_text() const {
  std::array<char, INET6_ADDRSTRLEN> shown{};
  const bool mapped = v6 && std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), address.begin());
  const std::uint8_t* bytes = mapped ? address.data() + kMappedPrefix.size() : address.data();
  const char* text =
      inet_ntop(v6 && !mapped ? AF_INET6 : AF_INET, bytes, shown.data(), shown.size());
  return text != nullptr ? text : "?";
}

std::string Peer::text() const {
  return address_text() + " port " + std::to_string(port);
}

}  // namespace server
