#pragma once

#include <cstddef>
#include <string_view>

namespace vtam {

// How many bytes the character at `text[at]` has; 0: no UTF-8 begins there (RFC 3629: no overlong
// forms, no surrogates, nothing beyond U+10FFFF). REQUIRES: at < text.size().
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);

// A text that people read on one line: no control characters, neither C0, DEL nor C1.
// REQUIRES: `text` is UTF-8.
[[nodiscard]] bool is_one_line(std::string_view text);

}  // namespace vtam
