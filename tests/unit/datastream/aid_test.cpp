#include "tn3270/datastream/aid.h"

#include <gtest/gtest.h>

#include <set>

namespace tn3270 {
namespace {

TEST(Aid, NamesKeysAsTheyArePrinted) {
  EXPECT_EQ(text(Aid::Enter), "Enter");
  EXPECT_EQ(text(Aid::Pf3), "PF3");
  EXPECT_EQ(text(Aid::Pf24), "PF24");
  EXPECT_EQ(text(Aid::Pa2), "PA2");
  EXPECT_EQ(text(Aid::Clear), "Clear");
  EXPECT_EQ(text(Aid::QueryReply), "Read partition");
}

TEST(Aid, KnowsTwentyFourProgramFunctionKeys) {
  std::set<unsigned> numbers;
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (const auto number = pf_number(static_cast<Aid>(byte))) {
      EXPECT_EQ(aid_of(static_cast<std::uint8_t>(byte)), static_cast<Aid>(byte));
      numbers.insert(*number);
    }
  }
  EXPECT_EQ(numbers.size(), 24U);
  EXPECT_EQ(*numbers.begin(), 1U);
  EXPECT_EQ(*numbers.rbegin(), 24U);
}

TEST(Aid, IsNoneOfTheOtherBytes) {
  unsigned known = 0;
  for (unsigned byte = 0; byte < 256; ++byte) {
    known += aid_of(static_cast<std::uint8_t>(byte)) ? 1U : 0U;
  }
  EXPECT_EQ(known, 24U + 14U);
  EXPECT_FALSE(aid_of(0x00));
  EXPECT_FALSE(aid_of(0x01));
  EXPECT_FALSE(aid_of(0xFF));
}

}  // namespace
}  // namespace tn3270
