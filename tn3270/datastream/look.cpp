#include "tn3270/datastream/look.h"

namespace tn3270 {
namespace {

void set_one_of(std::size_t parts, AttributePair pair, Look& look) {
  for (std::size_t i = 0; i < parts; ++i) {
    if (static_cast<std::uint8_t>(kLookParts.at(i).type) == pair.type) {
      look.*kLookParts.at(i).value = pair.value;
    }
  }
}

}  // namespace

void Look::set(AttributePair pair) {
  set_one_of(kLookParts.size(), pair, *this);
}

void Look::set_for_characters(AttributePair pair) {
  if (pair.type == static_cast<std::uint8_t>(AttributeType::All)) {
    *this = Look{};
  } else {
    set_one_of(kCharacterLookParts, pair, *this);
  }
}

}  // namespace tn3270
