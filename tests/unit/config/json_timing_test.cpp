#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "config/limits.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(JsonTiming, EveryDeadlineIsRead) {
  const Draft draft = read(R"({"timing": {"negotiation_phase": 0.05, "negotiation_all": 86400,
    "tls_handshake": 4, "query_reply": 0.25, "unfinished": 5, "printer_response": 6.5,
    "unacknowledged": 7, "keepalive": 8, "timing_mark": 9, "terminating": 1.5, "probe_answer": 2}})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const TimingSettings& timing = draft.config.timing;
  EXPECT_EQ(timing.negotiation_phase, 50ms);
  EXPECT_EQ(timing.negotiation_all, 24h);
  EXPECT_EQ(timing.tls_handshake, 4s);
  EXPECT_EQ(timing.query_reply, 250ms);
  EXPECT_EQ(timing.unfinished, 5s);
  EXPECT_EQ(timing.printer_response, 6500ms);
  EXPECT_EQ(timing.unacknowledged, 7s);
  EXPECT_EQ(timing.keepalive, 8s);
  EXPECT_EQ(timing.timing_mark, 9s);
  EXPECT_EQ(timing.terminating, 1500ms);
  EXPECT_EQ(timing.probe_answer, 2s);
}

TEST(JsonTiming, OnlyTheTimingMarkMayBeNever) {
  EXPECT_THAT(findings(R"({"timing": {"timing_mark": 0}})"), IsEmpty());
  EXPECT_THAT(
      findings(R"({"timing": {
 "timing_mark": 0.01, "negotiation_phase": 0,
 "keepalive": 0, "unfinished": 0,
 "unacknowledged": -1}})"),
      ElementsAre("site/a.json:2:17: error: 'timing_mark' must be 0 (never) or a number of "
                  "seconds from 0.05 to 86400, not 0.01",
                  "site/a.json:2:44: error: 'negotiation_phase' must be a number of seconds "
                  "from 0.05 to 86400, not 0",
                  "site/a.json:3:15: error: 'keepalive' must be a number of seconds from 1 "
                  "to 32767, not 0",
                  "site/a.json:3:32: error: 'unfinished' must be a number of seconds from "
                  "0.05 to 86400, not 0",
                  "site/a.json:4:20: error: 'unacknowledged' must be a number of seconds "
                  "from 0.05 to 86400, not -1"));
}

TEST(JsonTiming, ADefaultIsWithinItsBounds) {
  const TimingSettings timing;
  EXPECT_GE(timing.keepalive, limits::kShortestKeepalive);
  EXPECT_LE(timing.keepalive, limits::kLongestKeepalive);
  EXPECT_EQ(timing.timing_mark, 0s);
}

}  // namespace
}  // namespace config
