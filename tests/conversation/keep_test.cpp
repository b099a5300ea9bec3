#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/keeping_shop.h"

// Sessions that outlive their connection: the client is lost and comes back.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string kFiveMinutes = R"({"seconds": 300})";

TEST(Keep, AClientThatIsLostComesBackToItsForm) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  const std::string shown = fill_in(hall, payroll, first);
  const vtam::SessionKey session = payroll.session();
  hall.hang_up(first);
  EXPECT_EQ(hall.state("T001"), "ACT/S");
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), IsEmpty());

  Client& back = hall.connect();
  EXPECT_EQ(back.terminal.lu(), "T001");
  EXPECT_EQ(back.screen(), shown);
  EXPECT_THAT(back.screen(), HasSubstr("WAGES OF THE WEEK"));
  EXPECT_THAT(back.screen(), HasSubstr("SMITH"));
  EXPECT_EQ(payroll.session(), session);
  EXPECT_THAT(payroll.told<vtam::SessionBegun>(), SizeIs(1));
  payroll.send("PAID");
  EXPECT_THAT(back.screen(), HasSubstr("PAID"));
  payroll.told<vtam::UserInput>();
  type_name(hall, back, 0x7D, "JONES");
  EXPECT_THAT(payroll.told<vtam::UserInput>(), SizeIs(1));
}

TEST(Keep, NothingIsKeptByDefault) {
  FakeHall hall(keeping_shop("{}"));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), SizeIs(1));
}

// T001's reactor is the first one; the client comes back to the second.
TEST(Keep, TheConnectionMovesToTheReactorOfTheSession) {
  FakeHall hall(keeping_shop(kFiveMinutes), 2);
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  Client& back = hall.connect();
  EXPECT_EQ(back.reactor, first.reactor);
  EXPECT_EQ(hall.table(1).used(), 0U) << "nothing is left behind";
  EXPECT_EQ(hall.table(0).used(), 1U);
  EXPECT_EQ(hall.table(0).counters().stale_messages + hall.table(1).counters().stale_messages, 0U);
}

TEST(Keep, ItsApplicationGoesOnMeanwhile) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  payroll.told<vtam::CreditBack>();
  for (int i = 0; i < 30; ++i) {
    payroll.send("LINE " + std::to_string(i), true, "7");
  }
  EXPECT_THAT(payroll.told<vtam::SendRefused>(), IsEmpty()) << "its credit comes back";
  const auto answers = payroll.told<vtam::Responded>();
  ASSERT_THAT(answers, SizeIs(30)) << "VTAM answers for the client";
  EXPECT_TRUE(answers.back().answer.positive);
  Client& back = hall.connect();
  EXPECT_THAT(back.screen(), HasSubstr("LINE 29"));
  EXPECT_THAT(back.screen(), Not(HasSubstr("LINE 28")));
}

TEST(Keep, AnAnswerThatTheClientOwedIsGivenByVtam) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  payroll.send("SAY WHETHER YOU SEE IT", true, "9");
  EXPECT_THAT(payroll.told<vtam::Responded>(), IsEmpty());
  hall.hang_up(first);
  const auto answers = payroll.told<vtam::Responded>();
  ASSERT_THAT(answers, SizeIs(1));
  EXPECT_TRUE(answers.front().answer.positive);
}

TEST(Keep, ItsTimeEnds) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  hall.pass(std::chrono::seconds(299));
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), IsEmpty());
  hall.pass(std::chrono::seconds(2));
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), SizeIs(1));
  payroll.say(vtam::CloseSession{});
  EXPECT_EQ(hall.state("T001"), "CONCT");
  EXPECT_EQ(hall.table(0).used() + hall.table(1).used(), 0U);
}

TEST(Keep, TheTimeBeginsAnewWithEveryLoss) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  hall.pass(std::chrono::seconds(200));
  Client& second = hall.connect();
  hall.hang_up(second);
  hall.pass(std::chrono::seconds(200));
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), IsEmpty());
  Client& third = hall.connect();
  EXPECT_THAT(third.screen(), HasSubstr("SMITH"));
  hall.pass(std::chrono::seconds(400));
  EXPECT_TRUE(third.open) << "what was waited for has come";
}

TEST(Keep, TheMenuIsNotWorthIt) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  hall.hang_up(hall.connect());
  EXPECT_EQ(hall.state("T001"), "CONCT");
}

TEST(Keep, AnotherClientDoesNotGetIt) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  EXPECT_EQ(hall.connect({}, 0, "10.0.0.9").terminal.lu(), "T002");
  const Client& named = hall.connect(asks_for("T001"), 0, "10.0.0.9");
  EXPECT_THAT(named.terminal.rejects(), ElementsAre(1));
  EXPECT_EQ(hall.connect(asks_for("T001")).terminal.lu(), "T001") << "by name too";
}

TEST(Keep, OnlyTheSameCertificateCounts) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect_secured("CN=JOE");
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  EXPECT_EQ(hall.connect_secured("CN=JIM").terminal.lu(), "T002");
  EXPECT_EQ(hall.connect_secured("").terminal.lu(), "T003");
  EXPECT_THAT(hall.connect_secured("CN=JIM", asks_for("T001")).terminal.rejects(), ElementsAre(1));
  EXPECT_THAT(hall.connect(asks_for("T001")).terminal.rejects(), ElementsAre(1));
  const Client& joe = hall.connect_secured("CN=JOE", {}, "10.0.0.9");
  EXPECT_EQ(joe.terminal.lu(), "T001") << "from wherever he comes";
  EXPECT_THAT(joe.screen(), HasSubstr("SMITH"));
}

TEST(Keep, ClearTextGetsNoSessionOfTls) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect_secured("");
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  EXPECT_EQ(hall.connect().terminal.lu(), "T002");
  EXPECT_THAT(hall.connect(asks_for("T001")).terminal.rejects(), ElementsAre(1));
  EXPECT_EQ(hall.connect_secured("").terminal.lu(), "T001");
}

TEST(Keep, TlsGetsTheSessionOfClearText) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  EXPECT_EQ(hall.connect_secured("").terminal.lu(), "T001");
}

TEST(Keep, AScreenThatIsTooLargeIsRefused) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  ScriptedTerminal::Manners large;
  large.device = "IBM-3278-4-E";
  Client& first = hall.connect(large);
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  EXPECT_EQ(hall.connect().terminal.lu(), "T002") << "without its name it has another";
  EXPECT_THAT(hall.connect(asks_for("T001")).terminal.rejects(), ElementsAre(1));
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), IsEmpty());
  ScriptedTerminal::Manners larger;
  larger.device = "IBM-3278-4-E";
  EXPECT_EQ(hall.connect(larger).terminal.lu(), "T001");
}

TEST(Keep, ALargerScreenAndOtherFunctionsAreGoodEnough) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  const std::string shown = fill_in(hall, payroll, first);
  hall.hang_up(first);
  ScriptedTerminal::Manners larger;
  larger.device = "IBM-3278-4-E";
  Client& second = hall.connect(larger);
  EXPECT_EQ(second.screen(), shown);
  hall.hang_up(second);
  ScriptedTerminal::Manners classic;
  classic.tn3270e = false;
  Client& third = hall.connect(classic);
  EXPECT_EQ(third.screen(), shown);
  EXPECT_EQ(hall.view("T001").connection, "tn3270");
  hall.hang_up(third);
  ScriptedTerminal::Manners few;
  few.functions = {2};
  Client& fourth = hall.connect(few);
  EXPECT_EQ(fourth.screen(), shown);
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), IsEmpty());
}

TEST(Keep, AnApplicationThatWantsToKnowIsAskedToPaint) {
  FakeHall hall(keeping_shop(R"({"seconds": 300, "tell": true})"));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  EXPECT_THAT(payroll.told<vtam::RepaintWanted>(), IsEmpty());
  const auto gone = payroll.told<vtam::ClientSeen>();
  ASSERT_THAT(gone, SizeIs(1));
  EXPECT_EQ(gone[0].news, vtam::ClientNews::Gone);
  payroll.send("WRITTEN MEANWHILE");
  const Client& back = hall.connect();
  EXPECT_THAT(back.screen(), HasSubstr("WRITTEN MEANWHILE"));
  const auto there = payroll.told<vtam::ClientSeen>();
  ASSERT_THAT(there, SizeIs(1));
  EXPECT_EQ(there[0].news, vtam::ClientNews::Back);
  EXPECT_THAT(payroll.told<vtam::RepaintWanted>(), SizeIs(1));
}

// Whether a record of the server's unlocks the keyboard.
bool unlocks(const ScriptedTerminal::Record& record) {
  return (record.data.at(1) & 0x02U) != 0;
}

TEST(Keep, TheKeyboardIsAsTheApplicationHasLeftIt) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  Client& second = hall.connect();
  ASSERT_FALSE(second.terminal.records().empty());
  EXPECT_FALSE(unlocks(second.terminal.records().back())) << "the input is unanswered";
  hall.hang_up(second);
  payroll.send("NEXT");
  Client& third = hall.connect();
  EXPECT_TRUE(unlocks(third.terminal.records().back()));
}

TEST(Keep, InactivityEndsItToo) {
  FakeHall hall(keeping_shop(kFiveMinutes + R"(, "terminal_inactive": 60)"));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  hall.pass(std::chrono::seconds(61));
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), SizeIs(1));
}

TEST(Keep, SysreqEndsWithItsClient) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  first.terminal.press_sysreq();
  hall.settle();
  hall.hang_up(first);
  Client& back = hall.connect();
  EXPECT_THAT(back.screen(), HasSubstr("SMITH"));
  EXPECT_THAT(payroll.told<vtam::RepaintWanted>(), SizeIs(1));
  payroll.told<vtam::UserInput>();
  type_name(hall, back, 0x7D, "JONES");
  EXPECT_THAT(payroll.told<vtam::UserInput>(), SizeIs(1));
}

TEST(Keep, KillAndReactEndASessionWithoutAClient) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  for (const bool kill : {true, false}) {
    Client& client = hall.connect(asks_for("T001"));
    hall.enter(client, "HANG");
    hall.hang_up(client);
    EXPECT_EQ(hall.state("T001"), "ACT/S");
    if (kill) {
      hall.kill("T001");
      EXPECT_EQ(hall.state("T001"), "TERMINATING");
      EXPECT_THAT(hall.connect(asks_for("T001")).terminal.rejects(), ElementsAre(1));
    }
    hall.react("T001");
    EXPECT_EQ(hall.entry("T001").holder, std::nullopt);
  }
}

TEST(Keep, VaryAndShutdownEndASessionWithoutAClient) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  hall.vary("V NET,INACT,ID=PAYROLL,I");
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), SizeIs(1));
  payroll.say(vtam::CloseSession{});
  Client& second = hall.connect({}, 0, "10.0.0.2");
  hall.enter(second, "HANG");
  hall.hang_up(second);
  hall.stop();
  EXPECT_EQ(hall.state("T002"), "TERMINATING");
}

TEST(Keep, AnAcbThatClosesLeavesItsMenu) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  payroll.ends(vtam::AcbEnd::Closed);
  Client& back = hall.connect();
  EXPECT_EQ(back.terminal.lu(), "T001");
  EXPECT_THAT(back.screen(), HasSubstr("PAYROLL"));
}

TEST(Keep, OperatorsSeeUntilWhen) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  EXPECT_EQ(hall.view("T001").kept_until, "");
  hall.hang_up(first);
  const server::LuView view = hall.view("T001");
  EXPECT_EQ(view.state, "ACT/S");
  EXPECT_FALSE(view.client);
  EXPECT_NE(view.kept_until, "");
  EXPECT_EQ(view.application, "PAYROLL");
}

TEST(Keep, AClientThatLeavesOnItsWayBackDoesNoHarm) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect();
  fill_in(hall, payroll, first);
  hall.hang_up(first);
  ScriptedTerminal::Manners halfway;
  halfway.stops_at_functions = true;
  Client& second = hall.connect(halfway);
  EXPECT_EQ(second.terminal.lu(), "T001");
  payroll.send("WRITTEN MEANWHILE");
  EXPECT_EQ(hall.connect().terminal.lu(), "T002") << "it is being given to a connection";
  hall.pass(std::chrono::seconds(31));
  EXPECT_FALSE(second.open) << "it has not ended its negotiation";
  Client& third = hall.connect();
  EXPECT_EQ(third.terminal.lu(), "T001");
  EXPECT_THAT(third.screen(), HasSubstr("WRITTEN MEANWHILE"));
}

// hyperion #100: a client that comes and goes leaves no LU in limbo.
TEST(Keep, AThousandReconnectsLeaveOneLu) {
  FakeHall hall(keeping_shop(kFiveMinutes));
  FakeApplication payroll(hall, "PAYROLL");
  Client& first = hall.connect(asks_for("T003"));
  const std::string shown = fill_in(hall, payroll, first);
  hall.hang_up(first);
  for (int i = 0; i < 1'000; ++i) {
    Client& next = hall.connect(asks_for("T003"));
    ASSERT_TRUE(next.terminal.ready()) << i;
    ASSERT_EQ(next.screen(), shown) << i;
    hall.hang_up(next);
    hall.forget_closed();
  }
  EXPECT_EQ(hall.table(0).used() + hall.table(1).used(), 1U);
  EXPECT_LT(hall.table(0).deadlines() + hall.table(1).deadlines(), 8'400U);
  EXPECT_THAT(payroll.told<vtam::SessionLost>(), IsEmpty());
}

}  // namespace
}  // namespace conversation
