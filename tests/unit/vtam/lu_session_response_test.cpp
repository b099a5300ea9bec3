#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/seat.h"

// What a terminal answers to the records of an application (PROTOCOL 1.5).
namespace vtam {
namespace {

using test::full_terminal;
using test::screen;
using test::Seat;
using testing::ElementsAre;
using testing::IsEmpty;

Write definite(std::uint8_t what) {
  Write write = screen(what);
  write.definite = true;
  return write;
}

// DEMO writes screens 03 and 04, both with a definite response.
void in_demo(Seat& seat, Terminal terminal = full_terminal()) {
  seat.sit().start(std::move(terminal));
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(definite(0x03));
    made.push_back(definite(0x04));
  };
  seat.choose("DEMO");
}

TEST(LuSessionResponses, AreAskedForByTheApplication) {
  Seat seat;
  in_demo(seat);
  EXPECT_TRUE(std::get<SendData>(seat.last.back()).definite);
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(screen(0x05));
  };
  seat.type();
  EXPECT_FALSE(std::get<SendData>(seat.last.back()).definite);
}

TEST(LuSessionResponses, ReachTheApplicationInTheirOrder) {
  Seat seat;
  in_demo(seat);
  EXPECT_THAT(seat.answer(), IsEmpty());
  EXPECT_THAT(seat.answer(0x10050000), ElementsAre("REPORT"));
  EXPECT_THAT(seat.fakes.demo->told,
              ElementsAre("logon T001 DEMO", "positive", "negative 10050000"));
}

TEST(LuSessionResponses, ThatNobodyAskedForAreNothing) {
  Seat seat;
  seat.sit().start();
  EXPECT_THAT(seat.answer(), IsEmpty());
  EXPECT_THAT(seat.fakes.menu->told, ElementsAre("logon T001 BSTTUSST"));
}

TEST(LuSessionResponses, OfAnEarlierSessionAreNotTheNextOnes) {
  Seat seat;
  in_demo(seat);
  seat.answer();
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(Release{});
  };
  seat.fakes.menu->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(definite(0x06));
  };
  seat.type();
  seat.fakes.menu->told.clear();
  seat.answer();  // DEMO's second
  EXPECT_THAT(seat.fakes.menu->told, IsEmpty());
  seat.answer();
  EXPECT_THAT(seat.fakes.menu->told, ElementsAre("positive"));
}

TEST(LuSessionResponses, MayBeFollowedByMoreOfTheApplication) {
  Seat seat;
  in_demo(seat);
  seat.fakes.demo->response = [](const Answer&, ProgramOutcomes& made) {
    made.push_back(Release{});
  };
  EXPECT_THAT(seat.answer(), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
}

TEST(LuSessionResponses, AreGivenForAClientThatHasNone) {
  Seat seat;
  Terminal terminal = full_terminal();
  terminal.responses = false;
  in_demo(seat, terminal);
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "positive", "positive"));
}

TEST(LuSessionResponses, OfAnApplicationThatWritesOnAndOnEndItsSession) {
  Seat seat;
  Terminal terminal = full_terminal();
  terminal.responses = false;
  seat.fakes.demo->response = [](const Answer&, ProgramOutcomes& made) {
    made.push_back(definite(0x05));
    made.push_back(definite(0x06));  // twice as many each time
  };
  in_demo(seat, terminal);
  EXPECT_EQ(seat.report(), "T001: DEMO writes on and on");
  EXPECT_EQ(seat.session->application(), test::appl("BSTTUSST"));
  EXPECT_EQ(seat.fakes.menu->logons.back().notice,
            "Session with DEMO ended: DEMO writes without an end; call the operator");
}

TEST(LuSessionResponses, AreLuNotReadyWhileSysreqHasSuspendedTheSession) {
  Seat seat;
  in_demo(seat);
  seat.sysreq();
  seat.fakes.demo->told.clear();
  bool once = true;
  seat.fakes.demo->response = [once](const Answer&, ProgramOutcomes& made) mutable {
    if (std::exchange(once, false)) {
      made.push_back(screen(0x05));
      made.push_back(definite(0x06));
    }
  };
  EXPECT_THAT(seat.answer(), IsEmpty());
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("positive", "negative 082D0000"));
}

TEST(LuSessionResponses, AreCommandRejectForScsToATerminal) {
  Seat seat;
  seat.sit().start();
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(Write{{0x40}, RuKind::Scs, true});
  };
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO", "REPORT"));
  EXPECT_EQ(seat.report(), "T001: DEMO wrote SCS to a LU that takes a 3270 data stream");
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "negative 10030000"));
}

TEST(LuSessionResponses, AfterDeathAreNothing) {
  Seat seat;
  in_demo(seat);
  seat.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
  seat.lose(LossReason::Kill);
  seat.fakes.demo->told.clear();
  EXPECT_THAT(seat.answer(), IsEmpty());
  EXPECT_THAT(seat.cleared(), IsEmpty());
  EXPECT_THAT(seat.fakes.demo->told, IsEmpty());
}

TEST(LuSessionResponses, TheEndOfAJobIsNothingToATerminal) {
  Seat seat;
  seat.sit().start();
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) { made.push_back(EndJob{}); };
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO"));
}

TEST(LuSessionResponses, ATerminalThatIsReadyAgainSaysSo) {
  Seat seat;
  in_demo(seat);
  seat.fakes.demo->told.clear();
  seat.negative(0x08020000);
  EXPECT_THAT(seat.cleared(), IsEmpty());
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("status 00010000"));
}

}  // namespace
}  // namespace vtam
