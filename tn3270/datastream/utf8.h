#pragma once

#include <string>
#include <string_view>

namespace tn3270 {

inline constexpr char32_t kReplacement = 0xFFFD;

// Takes the first character off `text` (REQUIRES: not empty). Overlong forms, surrogates, values
// beyond U+10FFFF and cut sequences are malformed: one byte is taken and kReplacement returned.
[[nodiscard]] char32_t take_character(std::string_view& text);

void append_character(char32_t character, std::string& text);

[[nodiscard]] constexpr bool is_control(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

}  // namespace tn3270
