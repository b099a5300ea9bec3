#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/conversation/fake_hall.h"
#include "tests/conversation/usual_hall.h"

// Clients that say nothing, or half of something, or the same twice (PROTOCOL 3.3 and 4.6).
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kMarked = R"({
  "name": "TEST", "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T001", "type": "terminal"} ],
  "timing": {"timing_mark": 100}
})";

const tn3270::ByteBuffer kNop{0xFF, 0xF1};

TEST(Silence, AnIdleSessionIsSentANopAndNothingElse) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  ASSERT_TRUE(client.terminal.ready());
  client.last.clear();
  hall.pass(config::limits::kKeepaliveIdle - seconds(1));
  EXPECT_THAT(client.last, IsEmpty());
  hall.pass(seconds(1));
  EXPECT_EQ(client.last, kNop);
  client.last.clear();
  hall.pass(config::limits::kKeepaliveIdle);
  EXPECT_EQ(client.last, kNop) << "again and again";
  hall.pass(seconds(86'400));
  EXPECT_TRUE(client.open) << "TCP's user time-out finds a dead one, not the silence";
}

TEST(Silence, AClientThatTypesIsSentNoNop) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  for (int i = 0; i < 5; ++i) {
    hall.pass(config::limits::kKeepaliveIdle / 2);
    hall.enter(client, "");
    client.last.clear();
  }
  EXPECT_THAT(client.last, IsEmpty());
}

TEST(Silence, ATimingMarkThatIsAnsweredKeepsTheSession) {
  FakeHall hall(kMarked);
  Client& client = hall.connect();
  ASSERT_TRUE(client.terminal.ready());
  hall.pass(seconds(59));
  EXPECT_EQ(client.terminal.timing_marks(), 0U);
  for (int i = 0; i < 20; ++i) {
    hall.pass(seconds(60));
  }
  EXPECT_GT(client.terminal.timing_marks(), 5U);
  EXPECT_TRUE(client.open);
}

TEST(Silence, ATimingMarkThatIsNotAnsweredFreesTheLu) {
  FakeHall hall(kMarked);
  ScriptedTerminal::Manners manners;
  manners.answers_timing_mark = false;
  Client& client = hall.connect(manners);
  for (int i = 0; i < 19; ++i) {
    hall.pass(seconds(10));
  }
  EXPECT_EQ(client.terminal.timing_marks(), 1U);
  EXPECT_TRUE(client.open);
  for (int i = 0; i < 6; ++i) {
    hall.pass(seconds(10));
  }
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T001"), "CONCT");
}

TEST(Silence, HalfARecordIsNotWaitedForForEver) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  ASSERT_TRUE(client.terminal.ready());
  hall.receive(client, {0x00, 0x00, 0x00});
  hall.pass(config::limits::kUnfinished - seconds(1));
  EXPECT_TRUE(client.open);
  hall.pass(seconds(1));
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T001"), "CONCT");
}

TEST(Silence, ARecordThatIsFinishedInTimeStartsNoClockForTheNext) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.receive(client, {0x00, 0x00, 0x00});
  hall.pass(config::limits::kUnfinished - seconds(1));
  hall.receive(client, {0x00, 0x00, 0x6D, 0xFF, 0xEF, 0x00});  // Clear, and a byte of the next
  hall.pass(seconds(2));
  EXPECT_TRUE(client.open) << "the next has its own time";
  hall.pass(config::limits::kUnfinished);
  EXPECT_FALSE(client.open);
}

// Attachmate resends Enter (MS KB Q162147).
TEST(Silence, AKeyThatIsPressedAgainBeforeItsAnswerIsDiscarded) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.enter(client, "DEMO");
  ASSERT_THAT(hall.view("T001").application, "DEMO");
  const tn3270::ByteBuffer pf3{0x00, 0x00, 0x00, 0x00, 0x00, 0xF3, 0x40, 0x40, 0xFF, 0xEF};
  tn3270::ByteBuffer twice = pf3;
  twice.insert(twice.end(), pf3.begin(), pf3.end());
  hall.receive(client, twice);
  EXPECT_TRUE(client.open) << "the second would have ended the menu";
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
  EXPECT_EQ(hall.table(0).counters().repeated_inputs, 1U);
  hall.receive(client, pf3);
  EXPECT_FALSE(client.open) << "a later one counts";
}

}  // namespace
}  // namespace conversation
