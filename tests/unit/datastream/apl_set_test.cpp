#include "tn3270/datastream/apl_set.h"

#include <gtest/gtest.h>

#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/utf8.h"

namespace tn3270 {
namespace {

TEST(AplSet, HasTheCornersAndLinesOfBoxes) {
  EXPECT_EQ(apl_character(0xC5), U'┌');
  EXPECT_EQ(apl_character(0xA2), U'─');
  EXPECT_EQ(apl_character(0xD5), U'┐');
  EXPECT_EQ(apl_character(0x85), U'│');
  EXPECT_EQ(apl_character(0xC4), U'└');
  EXPECT_EQ(apl_character(0xD4), U'┘');
  EXPECT_EQ(apl_character(0xD3), U'┼');
}

TEST(AplSet, FindsEveryCharacterAtItsCode) {
  unsigned characters = 0;
  for (unsigned code = 0; code < 256; ++code) {
    const char32_t character = apl_character(static_cast<std::uint8_t>(code));
    if (character != kReplacement) {
      ++characters;
      EXPECT_EQ(apl_code(character), code) << std::hex << code;
    }
  }
  EXPECT_EQ(characters, 114U);
}

TEST(AplSet, HasNothingAtCodesThatAreNoCharacters) {
  for (const unsigned code : {0x00U, 0x40U, 0x41U, 0x6FU, 0x79U, 0x86U, 0xFAU, 0xFFU}) {
    EXPECT_EQ(apl_character(static_cast<std::uint8_t>(code)), kReplacement);
  }
  EXPECT_EQ(apl_code(U'A'), std::nullopt);
  EXPECT_EQ(apl_code(U' '), std::nullopt);
  EXPECT_EQ(apl_code(U'\0'), std::nullopt);
  EXPECT_EQ(apl_code(kReplacement), std::nullopt);
  EXPECT_EQ(apl_code(U'\U0001F600'), std::nullopt);
}

TEST(AplSet, HasAEuroForPagesWithoutOne) {
  EXPECT_EQ(cp037()->code_of(U'€'), std::nullopt);
  EXPECT_EQ(apl_code(U'€'), 0xE7);
}

}  // namespace
}  // namespace tn3270
