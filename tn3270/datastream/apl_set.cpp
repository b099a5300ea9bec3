#include "tn3270/datastream/apl_set.h"

#include <cstddef>
#include <string_view>

#include "tn3270/datastream/utf8.h"

namespace tn3270 {
namespace {

constexpr std::uint8_t kFirst = 0x70;
constexpr char16_t kNone = u' ';

// A row of sixteen codes a line, from 70 on.
constexpr std::u16string_view kCharacters =
    u"⋄∧¨⌻⍸⍷⊢⊣∨       "
    u"∼  ⎸⎹│    ↑↓≤⌈⌊→"
    u"⎕▌▐▀▄■    ⊃⊂¤○±←"
    u"¯°─•ⁿ     ∩∪⊥[≥∘"
    u"⍺∊⍳⍴⍵ ×\\÷ ∇∆⊤]≠∣"
    u"{⁽⁺∎└┌├┴§ ⍲⍱⌷⌽⍂⍉"
    u"}⁾⁻┼┘┐┤┬¶ ⌶!⍒⍋⍞⍝"
    u"≡₁₂₃⍤⍥⍪€  ⌿⍀∵⊖⌹⍕"
    u"⁰¹²³⁴⁵⁶⁷⁸⁹ ⍫⍙⍟⍎ ";
static_assert(kCharacters.size() == 0x100 - kFirst);

}  // namespace

char32_t apl_character(std::uint8_t code) {
  const char16_t character = code < kFirst ? kNone : kCharacters[code - std::size_t{kFirst}];
  return character == kNone ? kReplacement : character;
}

std::optional<std::uint8_t> apl_code(char32_t character) {
  if (character > 0xFFFF || character == kNone) {
    return std::nullopt;
  }
  const auto found = kCharacters.find(static_cast<char16_t>(character));
  return found == std::u16string_view::npos
             ? std::nullopt
             : std::optional(static_cast<std::uint8_t>(found + kFirst));
}

}  // namespace tn3270
