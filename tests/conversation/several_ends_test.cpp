#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/several_user.h"

// How sessions end that their user has left: each of them once, and he reads of it on the menu.
namespace conversation {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using vtam::AcbEnd;
using vtam::CloseSession;
using vtam::SessionLost;

TEST(SeveralEnds, KillEndsThemAllInAnyOrder) {
  for (const bool front_first : {true, false}) {
    SeveralDesk desk;
    desk.hall.kill("T001");
    EXPECT_FALSE(desk.user.client().open);
    EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
    EXPECT_THAT(desk.orders.told<SessionLost>(), SizeIs(1));
    EXPECT_EQ(desk.hall.state("T001"), "TERMINATING");
    EXPECT_THAT(desk.suspended(), ElementsAre("PAYROLL ending"));
    desk.hall.kill("T001");
    (front_first ? desk.orders : desk.payroll).say(CloseSession{});
    EXPECT_EQ(desk.hall.state("T001"), "TERMINATING") << "the other one still has it";
    EXPECT_THAT(desk.suspended(), IsEmpty());
    (front_first ? desk.payroll : desk.orders).say(CloseSession{});
    EXPECT_EQ(desk.hall.entry("T001").holder, std::nullopt);
    EXPECT_EQ(desk.hall.state("T001"), "CONCT");
    EXPECT_EQ(desk.payroll.untold() + desk.orders.untold(), 2U) << "how they began, and no more";
    EXPECT_EQ(desk.hall.table(0).used(), 0U);
  }
}

TEST(SeveralEnds, AClientThatHangsUpEndsThemAll) {
  SeveralDesk desk;
  desk.hall.hang_up(desk.user.client());
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.orders.told<SessionLost>(), SizeIs(1));
  desk.payroll.say(CloseSession{});
  desk.orders.say(CloseSession{});
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
}

TEST(SeveralEnds, ReactTakesItFromThemAll) {
  SeveralDesk desk;
  desk.hall.kill("T001");
  desk.hall.react("T001");
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.orders.told<SessionLost>(), SizeIs(1));
  desk.payroll.say(CloseSession{});  // crosses with it
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
}

TEST(SeveralEnds, VaryInactEndsTheOneBehindOnly) {
  SeveralDesk desk;
  desk.hall.vary("V NET,INACT,ID=PAYROLL,I");
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.orders.told<SessionLost>(), IsEmpty());
  EXPECT_THAT(desk.suspended(), ElementsAre("PAYROLL ending"));
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY")) << "there is no other";
  desk.user.press(kMenuKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ending"));
  desk.user.choose("PAYROLL");
  EXPECT_THAT(desk.user.screen(), HasSubstr("has not let go yet"));
  desk.payroll.say(CloseSession{});
  EXPECT_THAT(desk.suspended(), ElementsAre("ORDERS"));
  EXPECT_THAT(desk.user.screen(), HasSubstr("PAYROLL has ended."));
}

TEST(SeveralEnds, VaryInactByForceDoesNotWait) {
  SeveralDesk desk;
  desk.hall.vary("V NET,INACT,ID=PAYROLL,F");
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.suspended(), IsEmpty());
  desk.user.press(kMenuKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("PAYROLL was ended by the operator"));
}

TEST(SeveralEnds, VaryInactByForceFreesADeadTerminal) {
  SeveralDesk desk;
  desk.hall.kill("T001");
  desk.orders.say(CloseSession{});
  EXPECT_EQ(desk.hall.state("T001"), "TERMINATING");
  desk.hall.vary("V NET,INACT,ID=PAYROLL,F");
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
  SeveralDesk other;
  other.hall.kill("T001");
  other.hall.vary("V NET,INACT,ID=PAYROLL,F");
  EXPECT_EQ(other.hall.state("T001"), "TERMINATING") << "ORDERS has not let go";
  other.orders.say(CloseSession{});
  EXPECT_EQ(other.hall.state("T001"), "CONCT");
}

TEST(SeveralEnds, VaryTermEndsTheSessionsOfTheTerminal) {
  SeveralDesk desk;
  desk.hall.vary("V NET,TERM,LU1=T001,TYPE=COND");
  desk.hall.vary("V NET,TERM,LU1=PAYROLL,LU2=T001,TYPE=FORCE");
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
}

TEST(SeveralEnds, AnAcbThatClosesIsReadOnTheMenu) {
  for (const AcbEnd how : {AcbEnd::Closed, AcbEnd::Lost, AcbEnd::Unresponsive}) {
    SeveralDesk desk;
    desk.payroll.ends(how);
    EXPECT_THAT(desk.suspended(), IsEmpty());
    EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
    EXPECT_THAT(desk.payroll.told<SessionLost>(), IsEmpty()) << "it knows";
    desk.user.press(kMenuKey);
    EXPECT_THAT(desk.user.screen(), HasSubstr("PAYROLL "));
    EXPECT_THAT(desk.user.screen(), HasSubstr(how == AcbEnd::Closed ? "has closed."
                                              : how == AcbEnd::Lost ? "has ended unexpectedly."
                                                                    : "does not respond."));
  }
}

TEST(SeveralEnds, AnAcbMayCloseWhileTheTerminalIsTerminating) {
  for (const bool front_first : {true, false}) {
    SeveralDesk desk;
    desk.hall.kill("T001");
    (front_first ? desk.orders : desk.payroll).ends(AcbEnd::Lost);
    EXPECT_EQ(desk.hall.state("T001"), "TERMINATING");
    (front_first ? desk.payroll : desk.orders).ends(AcbEnd::Closed);
    EXPECT_EQ(desk.hall.state("T001"), "CONCT");
    EXPECT_EQ(desk.hall.table(0).used(), 0U);
  }
}

TEST(SeveralEnds, AllThatHasEndedIsReadAtOnce) {
  SeveralDesk desk;
  FakeApplication stock(desk.hall, "STOCK");
  desk.user.press(kMenuKey);
  log_on(desk.user, stock, "STOCK", "STOCK OF PAPER");
  desk.payroll.ends(AcbEnd::Lost);
  CloseSession bye;
  bye.notice = "The shop is closed";
  desk.orders.say(bye);
  stock.ends(AcbEnd::Closed);
  EXPECT_THAT(desk.user.screen(),
              AllOf(HasSubstr("STOCK has closed"), HasSubstr("PAYROLL has ended unexpectedly"),
                    HasSubstr("The shop is closed")));
  desk.user.press(kMenuKey);
  EXPECT_THAT(desk.user.screen(), Not(HasSubstr("PAYROLL has ended")));
}

TEST(SeveralEnds, LogoffOnTheMenu) {
  SeveralDesk desk;
  desk.user.press(kMenuKey);
  desk.user.press(kPf3);
  EXPECT_THAT(desk.user.screen(), HasSubstr("Live: ORDERS, PAYROLL."));
  desk.user.choose("LOGOFF");
  EXPECT_THAT(desk.user.screen(), HasSubstr("Live: ORDERS, PAYROLL."));
  desk.user.choose("LOGOFF PAYROLL");
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.user.screen(), HasSubstr("has not let go yet"));
  desk.payroll.say(CloseSession{});
  EXPECT_THAT(desk.user.screen(), HasSubstr("PAYROLL has ended."));
  EXPECT_THAT(desk.suspended(), ElementsAre("ORDERS"));
  desk.user.choose("PAYROLL");
  EXPECT_THAT(desk.payroll.told<vtam::SessionBegun>(), SizeIs(2)) << "anew";
  desk.payroll.accept();
  desk.user.press(kMenuKey);
  desk.user.choose("LOGOFF ALL");
  EXPECT_FALSE(desk.user.client().open);
  EXPECT_THAT(desk.payroll.told<SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.orders.told<SessionLost>(), SizeIs(1));
  desk.payroll.say(CloseSession{});
  desk.orders.say(CloseSession{});
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
}

// A program that never lets go, left by its user and killed with him.
TEST(SeveralEnds, OneThatHangsKeepsTheTerminal) {
  SeveralDesk desk;
  desk.user.press(kMenuKey);
  desk.user.choose("HANG");
  EXPECT_THAT(desk.user.screen(), HasSubstr("HANG hangs"));
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
  desk.hall.kill("T001");
  desk.payroll.say(CloseSession{});
  desk.orders.say(CloseSession{});
  EXPECT_EQ(desk.hall.state("T001"), "TERMINATING");
  EXPECT_EQ(desk.hall.view("T001").application, "HANG");
  desk.hall.react("T001");
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
}

}  // namespace
}  // namespace conversation
