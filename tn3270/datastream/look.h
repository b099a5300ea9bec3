#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/outbound.h"

namespace tn3270 {

// Extended attributes of a field or of one character, as sent; 0 = default.
struct Look {
  std::uint8_t foreground = 0;
  std::uint8_t background = 0;
  std::uint8_t highlight = 0;
  std::uint8_t character_set = 0;
  std::uint8_t transparency = 0;
  std::uint8_t outlining = 0;  // of fields only, as the next two
  std::uint8_t validation = 0;
  std::uint8_t input_control = 0;
  // As one number: screens are compared cell by cell.
  friend bool operator==(const Look& a, const Look& b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  }

  // One pair of SFE or MF. Types that nobody knows are passed over.
  void set(AttributePair pair);
  // One SA: type 0 resets all, and types of fields are passed over too.
  void set_for_characters(AttributePair pair);
};

struct LookPart {
  AttributeType type;
  std::uint8_t Look::*value;
};
inline constexpr std::array kLookParts{
    LookPart{AttributeType::Foreground, &Look::foreground},
    LookPart{AttributeType::Background, &Look::background},
    LookPart{AttributeType::Highlight, &Look::highlight},
    LookPart{AttributeType::CharacterSet, &Look::character_set},
    LookPart{AttributeType::Transparency, &Look::transparency},
    LookPart{AttributeType::Outlining, &Look::outlining},
    LookPart{AttributeType::Validation, &Look::validation},
    LookPart{AttributeType::InputControl, &Look::input_control},
};
// The first of them are those that a character can have.
inline constexpr std::size_t kCharacterLookParts = 5;

}  // namespace tn3270
