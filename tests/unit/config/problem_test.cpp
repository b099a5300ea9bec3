#include "config/problem.h"

#include <gtest/gtest.h>

#include "tests/unit/config/load_fixture.h"

namespace config {
namespace {

TEST(Problems, ShowNoControlByteOfWhatTheyQuote) {
  Problems problems;
  problems.error({}, "'\x1B[2J\x07\n' is no name");
  problems.warning({}, "a\tb");
  problems.note({}, "\x7F");
  ASSERT_EQ(problems.all().size(), 3U);
  EXPECT_EQ(problems.all()[0].text, "'?[2J?\?' is no name");
  EXPECT_EQ(problems.all()[1].text, "a?b");
  EXPECT_EQ(problems.all()[2].text, "?");
}

TEST(Problems, LeaveUtf8AsItIs) {
  Problems problems;
  problems.error({}, "'M\xC3\xBCller' is no name");
  EXPECT_EQ(problems.all()[0].text, "'M\xC3\xBCller' is no name");
}

// A form feed is white space of old editors; a statement may have one inside.
TEST(Problems, OfADeckAreOneLineEach) {
  const Loaded loaded = load_deck("ID 44\nTERMINA\f T001\n");
  ASSERT_FALSE(loaded.problems.all().empty());
  for (const Problem& problem : loaded.problems.all()) {
    EXPECT_EQ(problem.text.find_first_of("\f\n\r\x1B"), std::string::npos) << problem.text;
  }
}

}  // namespace
}  // namespace config
