#include "tn3270/server/proxy_header.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "config/limits.h"

namespace server {
namespace {

constexpr std::array<std::uint8_t, 12> kSignature{0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D,
                                                  0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
constexpr std::size_t kVersionAt = 12;
constexpr std::size_t kFamilyAt = 13;
constexpr std::size_t kLengthAt = 14;
constexpr std::size_t kFixed = 16;

constexpr std::uint8_t kVersion2 = 0x20;
constexpr std::uint8_t kLocal = 0x0;
constexpr std::uint8_t kProxied = 0x1;
constexpr std::uint8_t kTcp4 = 0x11;
constexpr std::uint8_t kTcp6 = 0x21;

std::uint16_t big_endian(tn3270::Bytes bytes) {
  return static_cast<std::uint16_t>(bytes[0] << 8U | bytes[1]);
}

// Source address, destination address, source port, destination port.
Peer source(tn3270::Bytes addresses, std::size_t size) {
  Peer peer;
  peer.v6 = size == peer.address.size();
  std::copy_n(addresses.begin(), size, peer.address.begin());
  peer.port = big_endian(addresses.subspan(2 * size));
  return peer;
}

}  // namespace

std::variant<ProxyHeader, ProxyHeaderUnfinished, std::string> read_proxy_header(
    tn3270::Bytes received) {
  const std::size_t known = std::min(received.size(), kSignature.size());
  if (!std::equal(received.begin(), received.begin() + static_cast<std::ptrdiff_t>(known),
                  kSignature.begin())) {
    return "does not begin with a header of PROXY protocol version 2; let the load balancer send "
           "one (HAProxy: send-proxy-v2), or take it out of \"proxy_protocol\"";
  }
  if (received.size() < kFixed) {
    return ProxyHeaderUnfinished{};
  }
  const std::uint8_t command = received[kVersionAt] & 0x0FU;
  if ((received[kVersionAt] & 0xF0U) != kVersion2 || command > kProxied) {
    return "has a PROXY header of another version than 2; let the load balancer send version 2";
  }
  const std::size_t length = big_endian(received.subspan(kLengthAt));
  if (kFixed + length > config::limits::kProxyHeader) {
    return "has a PROXY header of " + std::to_string(kFixed + length) +
           " bytes; let the load balancer send fewer additions, " +
           std::to_string(config::limits::kProxyHeader) + " bytes are taken";
  }
  if (received.size() < kFixed + length) {
    return ProxyHeaderUnfinished{};
  }
  ProxyHeader header;
  header.size = kFixed + length;
  if (command == kLocal) {
    return header;
  }
  const std::uint8_t family = received[kFamilyAt];
  const std::size_t size = family == kTcp4 ? 4 : family == kTcp6 ? 16 : 0;
  if (size == 0) {
    return "has a PROXY header for neither TCP over IPv4 nor TCP over IPv6; nobody else is served";
  }
  if (length < 2 * size + 4) {
    return "has a PROXY header that is too short for its addresses";
  }
  header.client = source(received.subspan(kFixed), size);
  return header;
}

}  // namespace server
