#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "config/load_address.h"

namespace config {

// Addresses that begin alike: one, "10.1.2.3", or a network, "10.1.0.0/16", "fd00::/8". An IPv6
// prefix of at least 96 bits that is mapped IPv4 (RFC 4291 2.5.5.2) is the IPv4 prefix, so
// "::ffff:10.1.0.0/112" is "10.1.0.0/16"; every other one holds no IPv4 addresses. However it is
// spelled, the same prefix is equal.
class ClientPrefix {
 public:
  // nullopt: neither an address nor a prefix of one, or with bits behind the prefix, or with a
  // zone; client_prefix_fault() says which.
  [[nodiscard]] static std::optional<ClientPrefix> parse(std::string_view text);

  // An IPv4-mapped client is an IPv4 one. Zones are not looked at.
  [[nodiscard]] bool contains(const Address& client) const;
  // Bits that count: 0 to 32 of an IPv4 prefix, 0 to 128 of an IPv6 one.
  [[nodiscard]] unsigned length() const { return length_; }
  // One address and no network.
  [[nodiscard]] bool is_address() const { return length_ == full_length(); }
  [[nodiscard]] bool is_ipv4() const { return config::is_ipv4(network_); }
  // Its first address.
  [[nodiscard]] const Address& network() const { return network_; }

  friend bool operator==(const ClientPrefix&, const ClientPrefix&) = default;

 private:
  ClientPrefix(Address network, unsigned length) : network_(std::move(network)), length_(length) {}
  [[nodiscard]] unsigned full_length() const { return is_ipv4() ? 32 : 128; }

  Address network_;
  unsigned length_ = 0;
};

// What is wrong with a text that is no ClientPrefix, and what to write instead; empty if it is one.
[[nodiscard]] std::string client_prefix_fault(std::string_view text);

}  // namespace config
