#pragma once

#include <string>
#include <string_view>

namespace printers {

// The last line that is not blank of what a program has said, in printable characters; the rest is
// forgotten. Pure.
class LastLine {
 public:
  void feed(std::string_view text);
  [[nodiscard]] const std::string& line() const { return line_.empty() ? before_ : line_; }

 private:
  std::string line_;    // the one that is being said
  std::string before_;  // the last whole one
};

}  // namespace printers
