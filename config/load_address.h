#pragma once

#include <string_view>

namespace config {

// A literal IPv4 address, or an IPv6 address (RFC 4291 2.2) with or without %zone; not a name.
[[nodiscard]] bool is_literal_address(std::string_view text);

}  // namespace config
