#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/keeping_shop.h"

// A client comes back while its old connection is still there.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kDead = R"({"takeover": "dead"})";

class Takeover : public testing::Test {
 protected:
  // Its user has sent a form, and it falls silent.
  Client& old_client(ScriptedTerminal::Manners manners = silent()) {
    Client& client = hall_->connect(std::move(manners));
    shown_ = fill_in(*hall_, *payroll_, client);
    hall_->pass(std::chrono::seconds(5));
    return client;
  }
  void open(const std::string& keep) {
    hall_ = std::make_unique<FakeHall>(keeping_shop(keep));
    payroll_ = std::make_unique<FakeApplication>(*hall_, "PAYROLL");
  }

  std::unique_ptr<FakeHall> hall_;
  std::unique_ptr<FakeApplication> payroll_;
  std::string shown_;
};

TEST_F(Takeover, ADeadConnectionsSessionMovesToTheNewOne) {
  open(kDead);
  Client& old = old_client();
  Client& back = hall_->connect(asks_for("T001"));
  EXPECT_EQ(old.terminal.timing_marks(), 1U);
  EXPECT_TRUE(old.open) << "it has two seconds to answer";
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_FALSE(old.open);
  EXPECT_EQ(back.terminal.lu(), "T001");
  EXPECT_EQ(back.screen(), shown_);
  EXPECT_EQ(back.reactor, old.reactor) << "it came to the other one";
  EXPECT_THAT(payroll_->told<vtam::SessionLost>(), IsEmpty());
  type_name(*hall_, back, 0x7D, "JONES");
  EXPECT_THAT(payroll_->told<vtam::UserInput>(), SizeIs(2));
}

TEST_F(Takeover, AlsoWithoutItsName) {
  open(kDead);
  const Client& old = old_client();
  Client& back = hall_->connect();
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_FALSE(old.open);
  EXPECT_EQ(back.terminal.lu(), "T001");
  EXPECT_EQ(back.screen(), shown_);
}

TEST_F(Takeover, ALivingOneKeepsItsSession) {
  open(kDead);
  const Client& old = old_client({});
  EXPECT_THAT(hall_->connect(asks_for("T001")).terminal.rejects(), ElementsAre(1));
  EXPECT_EQ(hall_->connect().terminal.lu(), "T002") << "a second window";
  EXPECT_TRUE(old.open);
}

TEST_F(Takeover, IsOffByDefault) {
  open("{}");
  const Client& old = old_client();
  Client& back = hall_->connect(asks_for("T001"));
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_FALSE(old.open);
  EXPECT_THAT(payroll_->told<vtam::SessionLost>(), SizeIs(1));
  EXPECT_THAT(back.terminal.rejects(), ElementsAre(1)) << "its application has not released it";
}

TEST_F(Takeover, AnotherClientGetsTheLuButNeverTheSession) {
  open(kDead);
  const Client& old = old_client();
  Client& other = hall_->connect(asks_for("T001"), 0, "10.0.0.9");
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_FALSE(old.open);
  EXPECT_THAT(payroll_->told<vtam::SessionLost>(), SizeIs(1));
  EXPECT_THAT(other.terminal.rejects(), ElementsAre(1));
}

TEST_F(Takeover, TheRightOneOfTwoAskersHasIt) {
  open(kDead);
  old_client();
  Client& other = hall_->connect(asks_for("T001"), 0, "10.0.0.9");
  Client& right = hall_->connect(asks_for("T001"));
  Client& late = hall_->connect(asks_for("T001"));
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_EQ(right.terminal.lu() + late.terminal.lu(), "T001") << "one of them";
  EXPECT_EQ(right.screen(), shown_);
  EXPECT_THAT(other.terminal.rejects(), ElementsAre(1));
  EXPECT_THAT(payroll_->told<vtam::SessionLost>(), IsEmpty());
}

TEST_F(Takeover, ByPolicyALivingOneGivesWayAtOnce) {
  open(R"({"takeover": "address"})");
  const Client& old = old_client({});
  EXPECT_EQ(hall_->connect().terminal.lu(), "T002") << "who names none takes nothing";
  Client& back = hall_->connect(asks_for("T001"));
  EXPECT_FALSE(old.open);
  EXPECT_EQ(old.terminal.timing_marks(), 1U) << "of the second window";
  EXPECT_EQ(back.terminal.lu(), "T001");
  EXPECT_EQ(back.screen(), shown_);
  EXPECT_THAT(hall_->connect(asks_for("T001"), 0, "10.0.0.9").terminal.rejects(), ElementsAre(1));
}

TEST_F(Takeover, ByCertificateOnlyTheSameOneTakesALivingSession) {
  open(R"({"takeover": "certificate"})");
  Client& old = hall_->connect_secured("CN=JOE");
  fill_in(*hall_, *payroll_, old);
  EXPECT_THAT(hall_->connect_secured("CN=JIM", asks_for("T001")).terminal.rejects(),
              ElementsAre(1));
  EXPECT_THAT(hall_->connect_secured("", asks_for("T001")).terminal.rejects(), ElementsAre(1));
  EXPECT_THAT(hall_->connect(asks_for("T001")).terminal.rejects(), ElementsAre(1));
  EXPECT_TRUE(old.open);
  const Client& joe = hall_->connect_secured("CN=JOE", asks_for("T001"), "10.0.0.9");
  EXPECT_EQ(joe.terminal.lu(), "T001");
  EXPECT_FALSE(old.open);
  Client& clear = hall_->connect(asks_for("T004"));
  fill_in(*hall_, *payroll_, clear);
  EXPECT_THAT(hall_->connect(asks_for("T004")).terminal.rejects(), ElementsAre(1))
      << "two clients without certificates are not the same by them";
}

TEST_F(Takeover, AnAskerThatLeavesFindsItAgain) {
  open(kDead);
  old_client();
  Client& gone = hall_->connect(asks_for("T001"));
  hall_->hang_up(gone);
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_EQ(hall_->connect().terminal.lu(), "T002") << "it was promised to the first";
  hall_->pass(std::chrono::seconds(6));
  EXPECT_THAT(payroll_->told<vtam::SessionLost>(), SizeIs(1)) << "nobody has come for it";
}

TEST_F(Takeover, TheMenuMovesToo) {
  open(kDead);
  Client& old = hall_->connect(silent());
  hall_->pass(std::chrono::seconds(5));
  Client& back = hall_->connect(asks_for("T001"));
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_EQ(back.terminal.lu(), "T001");
  EXPECT_EQ(back.screen(), old.screen());
}

TEST_F(Takeover, AScreenThatDoesNotFitStaysWhereItIs) {
  open(R"({"takeover": "address"})");
  ScriptedTerminal::Manners large;
  large.device = "IBM-3278-4-E";
  const Client& old = old_client(large);
  EXPECT_THAT(hall_->connect(asks_for("T001")).terminal.rejects(), ElementsAre(1));
  EXPECT_TRUE(old.open);
  EXPECT_THAT(payroll_->told<vtam::SessionLost>(), IsEmpty());
}

// Silent sessions of one client that are alive, or dead: each that is asked costs the asker time.
TEST_F(Takeover, WhoNamesNoLuAsksForFourOfItsSessionsAtMost) {
  open(kDead);
  for (int i = 0; i < 4; ++i) {
    hall_->connect();
  }
  Client& dead = hall_->connect(silent());
  ASSERT_EQ(dead.terminal.lu(), "T005");
  hall_->pass(std::chrono::seconds(5));
  Client& sixth = hall_->connect();
  hall_->pass(std::chrono::milliseconds(2'100));
  EXPECT_EQ(dead.terminal.timing_marks(), 0U);
  EXPECT_TRUE(dead.open);
  EXPECT_EQ(sixth.terminal.lu(), "N001") << "the next one of the pool";
}

TEST_F(Takeover, AThousandTakeoversLeaveOneLu) {
  open(R"({"takeover": "address"})");
  old_client({});
  for (int i = 0; i < 1'000; ++i) {
    Client& next = hall_->connect(asks_for("T001"));
    ASSERT_TRUE(next.terminal.ready()) << i;
    ASSERT_EQ(next.screen(), shown_) << i;
    hall_->forget_closed();
  }
  EXPECT_EQ(hall_->table(0).used() + hall_->table(1).used(), 1U);
  EXPECT_THAT(payroll_->told<vtam::SessionLost>(), IsEmpty());
}

}  // namespace
}  // namespace conversation
