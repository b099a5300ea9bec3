#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace config::deck {

// The two digits of an ID: "2", "02" and "002" are one. nullopt: not a number from 0 to 99.
[[nodiscard]] std::optional<std::string> stack_id(std::string_view text);

}  // namespace config::deck
