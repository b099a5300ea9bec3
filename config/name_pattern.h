#pragma once

#include <string_view>

namespace config {

// Names as "allow" and "deny" write them: one, or a beginning and '*'. Both in upper case.
[[nodiscard]] bool fits_pattern(std::string_view pattern, std::string_view name);

// Whether every name that fits `other` fits `pattern` too.
[[nodiscard]] bool covers_pattern(std::string_view pattern, std::string_view other);

}  // namespace config
