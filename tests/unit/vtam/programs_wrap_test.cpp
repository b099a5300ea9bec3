#include "vtam/programs/wrap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vtam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Wrap, BreaksAtBlanks) {
  EXPECT_THAT(wrap("one two three", 7, 9), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("one two three", 8, 9), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("one two", 7, 9), ElementsAre("one two"));
  EXPECT_THAT(wrap("  one   two", 4, 9), ElementsAre("one", "two"));
}

TEST(Wrap, BreaksAWordThatIsLongerThanALine) {
  EXPECT_THAT(wrap("abcdefgh", 3, 9), ElementsAre("abc", "def", "gh"));
}

TEST(Wrap, EndsAtItsLastLine) {
  EXPECT_THAT(wrap("one two three", 5, 2), ElementsAre("one", "two"));
}

TEST(Wrap, CountsCharactersAndNotBytes) {
  EXPECT_THAT(wrap("\xC3\xA4\xC3\xB6\xC3\xBC x", 3, 9),
              ElementsAre("\xC3\xA4\xC3\xB6\xC3\xBC", "x"));
}

TEST(Wrap, OfNothingIsNothing) {
  EXPECT_THAT(wrap("", 10, 2), IsEmpty());
  EXPECT_THAT(wrap("   ", 10, 2), IsEmpty());
  EXPECT_THAT(wrap("text", 0, 2), IsEmpty());
}

}  // namespace
}  // namespace vtam
