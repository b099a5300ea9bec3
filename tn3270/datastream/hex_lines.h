#pragma once

#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"

namespace tn3270 {

// Which bytes of a record must not be shown: contents of non-display fields.
using ByteMask = std::vector<bool>;

// 16 bytes a line: offset, hex, and the characters of `page` ('.' where there is none). A masked
// byte is "**" and '*'. `mask` may be shorter than the bytes: what lies behind it is shown.
[[nodiscard]] std::vector<std::string> hex_lines(Bytes bytes, const ByteMask& mask,
                                                 const CodePage& page);

// "5A", upper case.
[[nodiscard]] std::string hex_byte(std::uint8_t byte);

}  // namespace tn3270
