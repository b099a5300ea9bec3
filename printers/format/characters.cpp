#include "printers/format/characters.h"

#include <string>
#include <string_view>

#include "tn3270/datastream/utf8.h"

namespace printers {

Characters::Characters(const tn3270::CodePage& page) : number_(page.number()) {
  constexpr unsigned kFirst = 0x40;
  constexpr unsigned kEightOnes = 0xFF;
  constexpr char32_t kNoBreakSpace = 0xA0;
  table_.fill(U' ');
  for (unsigned byte = kFirst; byte < kEightOnes; ++byte) {
    const auto code = static_cast<std::uint8_t>(byte);
    const std::string utf8 = page.decode({&code, 1});
    std::string_view text = utf8;
    const char32_t character = tn3270::take_character(text);
    table_.at(byte) = character == kNoBreakSpace ? U' ' : character;
  }
}

}  // namespace printers
