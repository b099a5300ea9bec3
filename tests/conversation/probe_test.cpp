#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_hall.h"
#include "tests/conversation/usual_hall.h"

// A LU that is asked for by name and held by a silent client (MODEL 3, BSTT075E).
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::ElementsAre;
using testing::IsEmpty;

ScriptedTerminal::Manners first_terminal() {
  ScriptedTerminal::Manners manners;
  manners.lus = {"T001"};
  return manners;
}

ScriptedTerminal::Manners dead_terminal() {
  ScriptedTerminal::Manners manners = first_terminal();
  manners.answers_timing_mark = false;
  return manners;
}

TEST(Probe, AHolderThatJustSpokeIsNotAsked) {
  FakeHall hall(kUsual);
  Client& holder = hall.connect(first_terminal());
  EXPECT_THAT(hall.connect(first_terminal()).terminal.rejects(), ElementsAre(1));
  EXPECT_EQ(holder.terminal.timing_marks(), 0U);
}

TEST(Probe, ALivingHolderKeepsItsLu) {
  FakeHall hall(kUsual);
  Client& holder = hall.connect(dead_terminal());
  hall.pass(std::chrono::seconds(5));
  Client& asker = hall.connect(first_terminal());
  EXPECT_EQ(holder.terminal.timing_marks(), 1U);
  EXPECT_THAT(asker.terminal.rejects(), IsEmpty()) << "the answer waits for the holder's";
  holder.terminal.send_raw({0xFF, 0xF1});  // NOP: any byte proves life
  hall.settle();
  EXPECT_THAT(asker.terminal.rejects(), ElementsAre(1));
  EXPECT_TRUE(holder.open);
}

TEST(Probe, ADeadHoldersLuIsGivenAfterTwoSeconds) {
  FakeHall hall(kUsual);
  Client& holder = hall.connect(dead_terminal());
  hall.pass(std::chrono::seconds(5));
  Client& asker = hall.connect(first_terminal());
  hall.pass(std::chrono::milliseconds(1'900));
  EXPECT_TRUE(holder.open);
  hall.pass(std::chrono::milliseconds(200));
  EXPECT_FALSE(holder.open);
  EXPECT_EQ(asker.terminal.lu(), "T001");
  EXPECT_TRUE(asker.terminal.ready());
}

TEST(Probe, ADeadHolderInAHungApplicationIsDeviceInUse) {
  FakeHall hall(kUsual);
  Client& holder = hall.connect(dead_terminal());
  hall.enter(holder, "HANG");
  hall.pass(std::chrono::seconds(5));
  Client& asker = hall.connect(first_terminal());
  hall.pass(std::chrono::seconds(3));
  EXPECT_FALSE(holder.open);
  EXPECT_THAT(asker.terminal.rejects(), ElementsAre(1));
  EXPECT_EQ(hall.state("T001"), "TERMINATING");
}

TEST(Probe, TwoAskersAreAnsweredByOneProbe) {
  FakeHall hall(kUsual);
  Client& holder = hall.connect(dead_terminal());
  hall.pass(std::chrono::seconds(5));
  Client& first = hall.connect(first_terminal());
  Client& second = hall.connect(first_terminal());
  EXPECT_EQ(holder.terminal.timing_marks(), 1U);
  hall.pass(std::chrono::seconds(3));
  EXPECT_EQ(first.terminal.lu() + second.terminal.lu(), "T001") << "one of them has it";
}

TEST(Probe, AnAskerThatLeavesIsForgotten) {
  FakeHall hall(kUsual);
  hall.connect(dead_terminal());
  hall.pass(std::chrono::seconds(5));
  Client& asker = hall.connect(first_terminal());
  hall.hang_up(asker);
  hall.pass(std::chrono::seconds(3));
  EXPECT_EQ(hall.state("T001"), "CONCT");
  EXPECT_EQ(hall.table(0).used() + hall.table(1).used(), 0U);
}

}  // namespace
}  // namespace conversation
