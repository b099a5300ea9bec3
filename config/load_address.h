#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace config {

// What a literal address means, however it is spelled: "::1" is "0:0:0:0:0:0:0:1". An IPv4 address
// is the IPv6 one that it is mapped to (RFC 4291 2.5.5.2), as sockets of both families have it. The
// default is "::".
struct Address {
  std::array<std::uint16_t, 8> groups{};
  std::string zone{};
  friend bool operator==(const Address&, const Address&) = default;
};

// A literal IPv4 address, or an IPv6 address (RFC 4291 2.2) with or without %zone. nullopt: a name.
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);
[[nodiscard]] bool is_literal_address(std::string_view text);

[[nodiscard]] bool is_ipv4(const Address& address);
[[nodiscard]] Address any_ipv4();                        // "0.0.0.0"
[[nodiscard]] bool is_loopback(const Address& address);  // 127.0.0.0/8 or ::1

}  // namespace config
