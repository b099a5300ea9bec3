#include "tn3270/datastream/look.h"

namespace tn3270 {
namespace {

// Which part a type is, or that it is none of them.
constexpr auto kPartOf = [] {
  std::array<std::uint8_t, 256> parts{};
  parts.fill(kLookParts.size());
  std::uint8_t next = 0;
  for (const LookPart& part : kLookParts) {
    parts.at(static_cast<std::uint8_t>(part.type)) = next++;
  }
  return parts;
}();

void set_one_of(std::size_t parts, AttributePair pair, Look& look) {
  if (const std::size_t part = kPartOf.at(pair.type); part < parts) {
    look.*kLookParts.at(part).value = pair.value;
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
