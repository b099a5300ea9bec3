#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "config/limits.h"
#include "tests/conversation/fake_hall.h"
#include "tests/conversation/usual_hall.h"

namespace conversation {
namespace {

using doubles::ScriptedTerminal;

ScriptedTerminal::Manners mute() {
  ScriptedTerminal::Manners manners;
  manners.mute = true;
  return manners;
}

TEST(Hostile, ASilentClientIsDroppedAfterOnePhase) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(mute());
  hall.pass(config::limits::kNegotiationPhase - std::chrono::seconds(1));
  EXPECT_TRUE(client.open);
  hall.pass(std::chrono::seconds(2));
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.table(0).used(), 0U);
}

TEST(Hostile, ATricklingClientIsDroppedWhenAllPhasesTogetherTookTooLong) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(mute());
  const std::vector<tn3270::ByteBuffer> steps{
      {0xFF, 0xFB, 0x28},  // WILL TN3270E
      {0xFF, 0xFA, 0x28, 0x02, 0x07, 'I', 'B', 'M', '-', '3', '2', '7', '8', '-', '2', 0xFF, 0xF0},
  };
  for (const tn3270::ByteBuffer& step : steps) {
    hall.pass(config::limits::kNegotiationPhase - std::chrono::seconds(5));
    hall.receive(client, step);
    EXPECT_TRUE(client.open);
  }
  hall.pass(std::chrono::seconds(11));
  EXPECT_FALSE(client.open) << "60 s in all, although no phase took 30 s";
  EXPECT_EQ(hall.state("T001"), "CONCT");
}

TEST(Hostile, ARequestThatAViolationOvertakesGetsNoLu) {
  FakeHall hall(kUsual);
  Client& client = hall.connect(mute());
  hall.receive(client, {0xFF, 0xFB, 0x28});
  const tn3270::ByteBuffer request{0xFF, 0xFA, 0x28, 0x02, 0x07, 'I', 'B',  'M', '-',
                                   '3',  '2',  '7',  '8',  '-',  '2', 0xFF, 0xF0};
  tn3270::ByteBuffer twice;
  for (std::size_t i = 0; i < 2 * request.size(); ++i) {
    twice.push_back(request[i % request.size()]);
  }
  hall.receive(client, twice);
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T001"), "CONCT");
  EXPECT_EQ(hall.table(0).counters().broken, 0U);
  EXPECT_EQ(hall.table(0).counters().violations, 1U);
}

TEST(Hostile, OneReadMayNotAskForThousandsOfScreens) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  ASSERT_TRUE(client.terminal.ready());
  tn3270::ByteBuffer keys;
  for (int i = 0; i < 5'000; ++i) {
    keys.insert(keys.end(), {0xFF, 0xF5, 0xFF, 0xF5});  // SYSREQ twice: the screen once more
  }
  hall.receive(client, keys);
  EXPECT_FALSE(client.open);
  EXPECT_EQ(hall.state("T001"), "CONCT");
}

TEST(Hostile, AnIdleSessionStaysForDays) {
  FakeHall hall(kUsual);
  Client& client = hall.connect();
  hall.pass(std::chrono::hours(24));
  EXPECT_TRUE(client.open);
}

TEST(Hostile, GarbageEndsOneConnectionAndNobodyElses) {
  FakeHall hall(kUsual);
  Client& good = hall.connect();
  std::mt19937 random(3270);
  for (int round = 0; round < 2'000; ++round) {
    Client& bad = hall.connect(round % 2 == 0 ? mute() : ScriptedTerminal::Manners{});
    for (int part = 0; part < 5 && bad.open; ++part) {
      tn3270::ByteBuffer garbage(random() % 200);
      for (std::uint8_t& byte : garbage) {
        byte = random() % 3 == 0 ? 0xFF : static_cast<std::uint8_t>(random());
      }
      hall.receive(bad, garbage);
    }
    if (bad.open) {
      hall.hang_up(bad);
    }
    hall.forget_closed();
  }
  EXPECT_TRUE(good.open);
  EXPECT_EQ(hall.state("T001"), "ACT/S");
  EXPECT_EQ(hall.table(0).used() + hall.table(1).used(), 1U);
  EXPECT_EQ(hall.table(0).counters().broken + hall.table(1).counters().broken, 0U);
}

TEST(Hostile, TenThousandReconnectsOnOneNameLeaveNothingBehind) {
  FakeHall hall(kUsual);
  ScriptedTerminal::Manners manners;
  manners.lus = {"T003"};
  for (int round = 0; round < 10'000; ++round) {
    Client& client = hall.connect(manners);
    ASSERT_EQ(client.terminal.lu(), "T003") << "round " << round;
    hall.hang_up(client);
    hall.forget_closed();
  }
  EXPECT_EQ(hall.state("T003"), "CONCT");
  EXPECT_EQ(hall.table(0).used() + hall.table(1).used(), 0U);
  EXPECT_LE(hall.table(0).deadlines(),
            config::limits::kDeadlinesSpare + config::limits::kDeadlinesPerSession)
      << "those of past connections";
}

TEST(Hostile, ShutdownUnbindsEveryClientAlsoWithAHungApplication) {
  FakeHall hall(kUsual, 1);
  Client& menu = hall.connect();
  Client& hung = hall.connect();
  hall.enter(hung, "HANG");
  hall.stop();
  EXPECT_FALSE(menu.open);
  EXPECT_FALSE(hung.open);
  EXPECT_EQ(menu.terminal.records().back().type, 4);
}

}  // namespace
}  // namespace conversation
