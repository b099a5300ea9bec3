#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Bytes for a device as people write them: "\e&l1O" is ESC & l 1 O.
namespace config {

struct Unescaped {
  std::string bytes{};
  std::string fault{};  // not empty: why it means nothing
};

// Printable ASCII is itself; \e \r \n \f \t \\ and \xNN are one byte each. A control character that
// stands there as it is, by an escape of JSON's, is itself too.
[[nodiscard]] Unescaped unescape(std::string_view text);

// The shortest text that unescape() takes back.
[[nodiscard]] std::string escape(std::string_view bytes);

}  // namespace config
