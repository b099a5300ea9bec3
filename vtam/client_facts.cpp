#include "vtam/client_facts.h"

#include <algorithm>

namespace vtam {
namespace {

constexpr unsigned kHalf = 64;

constexpr std::uint64_t mask(unsigned bits) {
  return bits == 0 ? 0 : ~std::uint64_t{0} << (kHalf - bits);
}

}  // namespace

ClientAddress ClientAddress::of(const config::Address& address) {
  ClientAddress value;
  for (const std::uint16_t group : address.groups) {
    value.high = value.high << 16U | value.low >> 48U;
    value.low = value.low << 16U | group;
  }
  return value;
}

ClientAddress ClientAddress::first(unsigned bits) const {
  const unsigned upper = std::min(bits, kHalf);
  return {high & mask(upper), low & mask(std::min(bits, kBits) - upper)};
}

bool ClientAddress::is_loopback() const {
  return is_ipv4() ? (low >> 24U & 0xFFU) == 127 : high == 0 && low == 1;
}

}  // namespace vtam
