#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vtam {

// Breaks a sentence at blanks into at most `most` lines of at most `width` characters each. A word
// longer than a line is broken; what is beyond the last line is left out. The lines refer to
// `sentence`.
[[nodiscard]] std::vector<std::string_view> wrap(std::string_view sentence, std::size_t width,
                                                 std::size_t most);

// At most `width` characters; what is cut ends with "...".
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

}  // namespace vtam
