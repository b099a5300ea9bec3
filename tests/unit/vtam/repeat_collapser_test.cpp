#include "vtam/repeat_collapser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"

namespace vtam {
namespace {

using config::Instant;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

TEST(RepeatCollapser, SaysTheFirstLineAndThenHowOftenItCame) {
  RepeatCollapser collapser(seconds(60));
  const Instant start;
  EXPECT_THAT(collapser.say("T001", "in use", start), Optional(std::string("in use")));
  EXPECT_EQ(collapser.say("T001", "in use", start + seconds(1)), std::nullopt);
  EXPECT_EQ(collapser.say("T001", "in use", start + seconds(59)), std::nullopt);
  EXPECT_THAT(collapser.ended(start + seconds(59)), IsEmpty());
  EXPECT_THAT(collapser.ended(start + seconds(60)), ElementsAre("in use (repeated 2 times)"));
  EXPECT_THAT(collapser.ended(start + seconds(61)), IsEmpty());
  EXPECT_THAT(collapser.say("T001", "in use", start + seconds(61)),
              Optional(std::string("in use")));
}

TEST(RepeatCollapser, TellsTheCountWithTheNextLineIfNobodyAskedBefore) {
  RepeatCollapser collapser(seconds(60));
  const Instant start;
  (void)collapser.say("T001", "in use", start);
  (void)collapser.say("T001", "in use", start + seconds(5));
  EXPECT_THAT(collapser.say("T001", "in use", start + seconds(60)),
              Optional(std::string("in use (repeated 1 time)")));
}

TEST(RepeatCollapser, KeepsKeysApart) {
  RepeatCollapser collapser(seconds(60));
  const Instant start;
  (void)collapser.say("T001", "one", start);
  EXPECT_THAT(collapser.say("T002", "two", start), Optional(std::string("two")));
  EXPECT_EQ(collapser.say("T001", "one", start), std::nullopt);
}

TEST(RepeatCollapser, ForgetsNothingForTooManyKeysAndStaysBounded) {
  RepeatCollapser collapser(seconds(60));
  const Instant start;
  for (std::size_t i = 0; i < config::limits::kCollapsedLines; ++i) {
    (void)collapser.say(std::to_string(i), "line", start);
  }
  EXPECT_THAT(collapser.say("one more", "line", start), Optional(std::string("line")));
  EXPECT_THAT(collapser.say("one more", "line", start), Optional(std::string("line")));
  EXPECT_EQ(collapser.say("0", "line", start), std::nullopt);
  EXPECT_THAT(collapser.ended(start + seconds(60)), ElementsAre("line (repeated 1 time)"));
  (void)collapser.say("one more", "line", start + seconds(60));
  EXPECT_EQ(collapser.say("one more", "line", start + seconds(60)), std::nullopt);
}

}  // namespace
}  // namespace vtam
