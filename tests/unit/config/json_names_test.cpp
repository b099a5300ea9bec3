#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/json/name_ranges.h"
#include "config/limits.h"

namespace config::json {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> names(std::string_view text) {
  const ExpandedNames expanded = expand_names(text);
  EXPECT_EQ(expanded.error, "") << text;
  std::vector<std::string> names;
  for (const LuName name : expanded.names) {
    names.push_back(name.text());
  }
  return names;
}

const std::string kExample = "write a range like T[001-100], T[0x00-0xFF] or T[AA-ZZ]";

std::string error(std::string_view text) {
  return expand_names(text).error;
}

TEST(NameRanges, ANameStandsForItself) {
  EXPECT_THAT(names("t001"), ElementsAre("T001"));
}

TEST(NameRanges, ARangeCountsWithFixedWidth) {
  EXPECT_THAT(names("T[098-101]A"), ElementsAre("T098A", "T099A", "T100A", "T101A"));
  EXPECT_THAT(names("T[7-7]"), ElementsAre("T7"));
  EXPECT_EQ(names("T[0000000-0000999]").size(), 1000U);
}

TEST(NameRanges, NumbersMarkedAsHexadecimalCountSo) {
  EXPECT_THAT(names("T[0x08-0x0b]"), ElementsAre("T08", "T09", "T0A", "T0B"));
  EXPECT_THAT(names("LU[0xFFE-0xFFF]X"), ElementsAre("LUFFEX", "LUFFFX"));
  EXPECT_EQ(names("T[0x0000-0xFFFF]").size(), 65'536U);
  EXPECT_EQ(names("T[0x0000-0xFFFF]").back(), "TFFFF");
}

TEST(NameRanges, LettersCountThroughTheAlphabet) {
  EXPECT_THAT(names("LU[AY-BB]"), ElementsAre("LUAY", "LUAZ", "LUBA", "LUBB"));
  EXPECT_THAT(names("[a-c]1"), ElementsAre("A1", "B1", "C1"));
  EXPECT_EQ(names("LU[AA-ZZ]").size(), 676U);
  EXPECT_THAT(names("T[XA-XC]"), ElementsAre("TXA", "TXB", "TXC"));
}

TEST(NameRanges, KindsOfCountingMayBeMixed) {
  EXPECT_THAT(names("[A-B][9-9][0xF-0xF]"), ElementsAre("A9F", "B9F"));
}

TEST(NameRanges, TheLastOfSeveralBracketsCountsFastest) {
  EXPECT_THAT(names("F[1-2]T[09-10]"), ElementsAre("F1T09", "F1T10", "F2T09", "F2T10"));
}

TEST(NameRanges, ListsMixNamesAndRanges) {
  EXPECT_THAT(names("A, B ,T[1-3]"), ElementsAre("A", "B", "T1", "T2", "T3"));
}

TEST(NameRanges, BadRangesSayWhatToWrite) {
  EXPECT_EQ(error("T[001-100"), "'[001-100' has no closing ']'; " + kExample);
  EXPECT_EQ(error("T001]"), "']' has a ']' without its '['; " + kExample);
  EXPECT_EQ(error("T[100-001]"), "'[100-001]' counts down; write the smaller end first");
  EXPECT_EQ(
      error("T[1-100]"),
      "'[1-100]' has ends of different width, so it is not clear how its names are written; " +
          kExample);
  const std::string no_numbers = " is not two numbers or two words with a '-' between; " + kExample;
  EXPECT_EQ(error("T[]"), "'[]'" + no_numbers);
  EXPECT_EQ(error("T[0A-FF]"), "'[0A-FF]'" + no_numbers);
  EXPECT_EQ(error("T[0x0A-FF]"), "'[0x0A-FF]'" + no_numbers);
  EXPECT_EQ(error("T[0x-0xF]"), "'[0x-0xF]'" + no_numbers);
  EXPECT_EQ(error("T[0x0G-0xFF]"), "'[0x0G-0xFF]'" + no_numbers);
  EXPECT_EQ(error("T[A-1]"), "'[A-1]'" + no_numbers);
  EXPECT_EQ(error("T[#A-#Z]"), "'[#A-#Z]'" + no_numbers);
  EXPECT_EQ(error("T[5]"), "'[5]'" + no_numbers);
  EXPECT_EQ(error("T[-5]"), "'[-5]'" + no_numbers);
  EXPECT_EQ(error("T[1-2-3]"), "'[1-2-3]'" + no_numbers);
  EXPECT_EQ(error("T[000000001-000000002]"), "'[000000001-000000002]'" + no_numbers);
}

TEST(NameRanges, BadNamesAreNamed) {
  EXPECT_EQ(error("TERMINAL1"), "'TERMINAL1' has 9 characters: VTAM names have 1 to 8; shorten it");
  EXPECT_EQ(error("[1-3]"), "'1' must begin with A-Z, @, # or $");
  EXPECT_EQ(error("A,,B"), "a name is missing: VTAM names have 1 to 8 characters");
  EXPECT_EQ(error(""), "a name is missing: VTAM names have 1 to 8 characters");
  EXPECT_EQ(error("LONGNA[001-100]"),
            "'LONGNA001' has 9 characters: VTAM names have 1 to 8; shorten it");
}

TEST(NameRanges, ARangeIsBounded) {
  EXPECT_EQ(expand_names("T[000000-999999]").names.size(), limits::kRangeNames);
  EXPECT_EQ(error("T[0000000-9999999]"), "'T[0000000-9999999]' stands for more than 1000000 names");
  EXPECT_EQ(error("T[0-9][0-9][0-9][0-9][0-9][0-9][0-9]"),
            "'T[0-9][0-9][0-9][0-9][0-9][0-9][0-9]' stands for more than 1000000 names");
  EXPECT_EQ(error("[AAAAAAAA-ZZZZZZZZ]"),
            "'[AAAAAAAA-ZZZZZZZZ]' stands for more than 1000000 names");
  EXPECT_EQ(error("T[0x00000000-0xFFFFFFFF][AAAAAAAA-ZZZZZZZZ]"),
            "'T[0x00000000-0xFFFFFFFF][AAAAAAAA-ZZZZZZ' stands for more than 1000000 names");
  EXPECT_EQ(error("A,T[000000-999999]"), "'T[000000-999999]' stands for more than 1000000 names");
}

}  // namespace
}  // namespace config::json
