#pragma once

#include <cstdint>
#include <optional>

namespace tn3270 {

// Code page 310, which a graphic escape selects: APL, lines and boxes, superscripts. Its
// underscored letters are no characters of Unicode and left out.

// kReplacement: the set has none at this code.
[[nodiscard]] char32_t apl_character(std::uint8_t code);
// nullopt: the set has it not.
[[nodiscard]] std::optional<std::uint8_t> apl_code(char32_t character);

}  // namespace tn3270
