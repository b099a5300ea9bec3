#include "tn3270/server/peer.h"

#include <arpa/inet.h>

#include <algorithm>

namespace server {
namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t kHalf = 8;  // of an IPv6 address, in bytes

}  // namespace

Peer Peer::at(const vtam::ClientAddress& address) {
  Peer peer;
  peer.v6 = true;
  for (std::size_t i = 0; i < kHalf; ++i) {
    const std::size_t shift = 8 * (kHalf - 1 - i);
    peer.address[i] = static_cast<std::uint8_t>(address.high >> shift);
    peer.address[i + kHalf] = static_cast<std::uint8_t>(address.low >> shift);
  }
  return peer;
}

vtam::ClientAddress Peer::client() const {
  std::array<std::uint8_t, 16> whole = address;
  if (!v6) {
    std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), whole.begin());
    std::copy_n(address.begin(), whole.size() - kMappedPrefix.size(),
                whole.begin() + kMappedPrefix.size());
  }
  vtam::ClientAddress value;
  for (std::size_t i = 0; i < kHalf; ++i) {
    value.high = value.high << 8U | whole[i];
    value.low = value.low << 8U | whole[i + kHalf];
  }
  return value;
}

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
