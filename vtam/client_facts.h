#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "config/load_address.h"
#include "tn3270/datastream/device_type.h"

namespace vtam {

// Where a client comes from, as 128 bits; IPv4 is its mapped form (RFC 4291 2.5.5.2).
struct ClientAddress {
  static constexpr unsigned kBits = 128;
  static constexpr unsigned kIpv4Prefix = 96;  // bits before a mapped IPv4 address

  std::uint64_t high = 0;
  std::uint64_t low = 0;

  [[nodiscard]] static ClientAddress of(const config::Address& address);
  // All bits behind the first `bits` are 0.
  [[nodiscard]] ClientAddress first(unsigned bits) const;
  [[nodiscard]] bool is_ipv4() const { return high == 0 && low >> 32U == 0xFFFFU; }
  [[nodiscard]] bool is_loopback() const;

  friend auto operator<=>(const ClientAddress&, const ClientAddress&) = default;
};

// Who a client is by its certificate, and what a mapping rule calls it.
struct ClientIdentity {
  std::string certificate{};  // the subject, RFC 2253; empty: none was shown
  std::string common_name{};
  bool verified = false;  // its issuer is trusted
  std::string user{};
};

// What a mapping rule may ask of a client.
struct ClientFacts {
  ClientAddress address{};
  std::string listener{};  // its name
  tn3270::DeviceType device{};
  std::string certificate{};  // the subject of its verified certificate, RFC 2253; empty: none
  bool tls = false;           // its connection is encrypted
};

}  // namespace vtam

template <>
struct std::hash<vtam::ClientAddress> {
  std::size_t operator()(const vtam::ClientAddress& address) const noexcept {
    // Neighbours differ in their last bits only; the multiplier spreads them.
    return std::hash<std::uint64_t>{}((address.high ^ address.low) * 0x9E3779B97F4A7C15ULL ^
                                      address.high);
  }
};
