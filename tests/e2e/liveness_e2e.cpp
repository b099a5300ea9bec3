#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/e2e/daemon.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

// How the hall finds out that nobody is there, in seconds where a deck would have minutes.
namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;
using testing::HasSubstr;

const char* const kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

std::string with_timing(const std::string& timing) {
  return usual_json(std::string(kDemo) + "\"timing\": {" + timing + "},");
}

TEST(Liveness, AnIdleClientIsSentANop) {
  Daemon daemon(with_timing(R"("keepalive": 1)"));
  const RawClient client(daemon.port());
  doubles::ScriptedTerminal terminal({});
  ASSERT_TRUE(client.log_on(terminal));
  for (int round = 0; round < 2; ++round) {
    const auto bytes = client.receive(seconds(3));
    ASSERT_TRUE(bytes.has_value()) << "round " << round;
    EXPECT_EQ(*bytes, (tn3270::ByteBuffer{0xFF, 0xF1}));
  }
}

TEST(Liveness, AHalfOpenClientIsFoundAndItsLuFreed) {
  Daemon daemon(with_timing(R"("timing_mark": 1)"));
  S3270 alive("T001@" + daemon.host());
  ASSERT_TRUE(alive.wait_for_field());
  const RawClient dead(daemon.port());
  doubles::ScriptedTerminal::Manners manners;
  manners.lus = {"T002"};
  doubles::ScriptedTerminal terminal(manners);
  ASSERT_TRUE(dead.log_on(terminal));
  EXPECT_THAT(daemon.ctl({"show", "T002"}).output, HasSubstr("ACT/S"));
  EXPECT_TRUE(dead.closed_within(seconds(5))) << "it answers nothing, the DO TIMING-MARK neither";
  EXPECT_TRUE(daemon.log_has("ended TIMEMARK"));
  EXPECT_THAT(daemon.ctl({"show", "T002"}).output, HasSubstr("CONCT"));
  EXPECT_EQ(alive.state(), "connected-tn3270e") << "idle just as long, but s3270 answers";
}

// APAR PM73261: one blocked client must not cost the others anything. Who notices first depends on
// how much the kernel keeps: it, while all of it fits (KEEPALIVE), or we.
TEST(Liveness, AClientThatStopsReadingIsDroppedAndNobodyElseIsSlower) {
  Daemon daemon(with_timing(R"("unacknowledged": 2)"));
  const RawClient blocked(daemon.port(), Keeps::Little);
  const RawClient busy(daemon.port());
  doubles::ScriptedTerminal first({});
  doubles::ScriptedTerminal second({});
  ASSERT_TRUE(blocked.log_on(first));
  ASSERT_TRUE(busy.log_on(second));
  blocked.flood({0, 0, 0, 0, 0, 0x6E, 0xFF, 0xEF}, 64U << 20U);  // PA2
  const auto dropped = [&] {
    return daemon.log_has("ended OUTPUT-STALLED", Milliseconds(20)) ||
           daemon.log_has("ended KEEPALIVE", Milliseconds(0));
  };
  Clock::duration slowest{};
  const Clock::time_point patience = Clock::now() + seconds(10);
  do {
    const Clock::time_point begin = Clock::now();
    second.send({0x6E});
    ASSERT_TRUE(busy.exchange(second));
    slowest = std::max(slowest, Clock::now() - begin);
  } while (!dropped() && Clock::now() < patience);
  EXPECT_TRUE(dropped()) << daemon.log();
  EXPECT_LT(slowest, Milliseconds(500));
  EXPECT_THAT(daemon.ctl({"show", first.lu()}).output, HasSubstr("CONCT"));
}

}  // namespace
}  // namespace e2e
