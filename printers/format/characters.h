#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "tn3270/datastream/code_page.h"

namespace printers {

// What each byte of a code page prints: NBSP and FF (eight ones) are blanks, a byte that the page
// has not is U+FFFD. What is below 40 is control.
class Characters {
 public:
  explicit Characters(const tn3270::CodePage& page);
  [[nodiscard]] char32_t operator[](std::uint8_t code) const { return table_[code]; }
  [[nodiscard]] const std::string& number() const { return number_; }  // "037"

 private:
  std::array<char32_t, 256> table_{};
  std::string number_;
};

}  // namespace printers
