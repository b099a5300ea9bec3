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

TEST(NameRanges, TheLastOfSeveralBracketsCountsFastest) {
  EXPECT_THAT(names("F[1-2]T[09-10]"), ElementsAre("F1T09", "F1T10", "F2T09", "F2T10"));
}

TEST(NameRanges, ListsMixNamesAndRanges) {
  EXPECT_THAT(names("A, B ,T[1-3]"), ElementsAre("A", "B", "T1", "T2", "T3"));
}

TEST(NameRanges, BadRangesSayWhatToWrite) {
  EXPECT_EQ(error("T[001-100"), "'[001-100' has no closing ']'; write a range like T[001-100]");
  EXPECT_EQ(error("T001]"), "']' has a ']' without its '['; write a range like T[001-100]");
  EXPECT_EQ(error("T[100-001]"), "'[100-001]' counts down; write the smaller number first");
  EXPECT_EQ(error("T[1-100]"),
            "'[1-100]' has ends of different width, so it is not clear how its names are written; "
            "write a range like T[001-100]");
  const std::string no_numbers =
      " is not two decimal numbers with a '-' between; write a range like T[001-100]";
  EXPECT_EQ(error("T[]"), "'[]'" + no_numbers);
  EXPECT_EQ(error("T[A-F]"), "'[A-F]'" + no_numbers);
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
  EXPECT_EQ(error("A,T[000000-999999]"), "'T[000000-999999]' stands for more than 1000000 names");
}

}  // namespace
}  // namespace config::json
