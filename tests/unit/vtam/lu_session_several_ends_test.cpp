#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam/several_seat.h"

// How applications end that their user has left, and where he reads of it.
namespace vtam::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(LuSessionSeveralEnds, AnEndBehindIsReadOnTheMenu) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.press(kPa3);
  EXPECT_THAT(seat.hears(1, HostGone{"the host has ended the session"}), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.notice(), "HERC: the host has ended the session.");
  EXPECT_THAT(seat.behind(), IsEmpty());
  EXPECT_FALSE(seat.session->has_line(1));
  EXPECT_FALSE(seat.session->host(1, HostGone{"again"}, seat.last));
  seat.choose("HERC");
  seat.hears(2, HostUp{});
  seat.press(kPa3);
  seat.choose("DEMO");
  EXPECT_THAT(seat.hears(2, HostGone{"the host has ended the session"}), IsEmpty())
      << "he is with DEMO";
  EXPECT_EQ(seat.front(), "DEMO");
  seat.press(kPa3);
  EXPECT_EQ(seat.notice(), "HERC: the host has ended the session.");
}

TEST(LuSessionSeveralEnds, LogoffOnTheMenuEndsOne) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("HERC");
  seat.hears(2, HostUp{});
  seat.press(kPa3);
  seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(EndLive{appl("DEMO")});
  };
  EXPECT_THAT(seat.type(), ElementsAre("DATA 01")) << "the menu as it is now";
  EXPECT_THAT(seat.fakes.demo->told, Contains(StartsWith("lost")));
  EXPECT_THAT(seat.notice(), HasSubstr("DEMO has ended"));
  EXPECT_THAT(seat.behind(), ElementsAre("HERC"));
  seat.type();
  EXPECT_THAT(seat.notice(), HasSubstr("DEMO is not live"));
}

TEST(LuSessionSeveralEnds, OneThatDoesNotLetGoStaysButIsNotShown) {
  SeveralSeat seat;
  seat.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(EndLive{appl("DEMO")});
  };
  seat.type();
  EXPECT_THAT(seat.behind(), ElementsAre("DEMO ending"));
  EXPECT_THAT(seat.notice(), HasSubstr("not let go"));
  seat.fakes.menu->receive = nullptr;
  seat.type({kPa2});
  EXPECT_EQ(seat.front(), "BSTTUSST");
  EXPECT_THAT(seat.lose(LossReason::Kill), Not(Contains("RELEASED")));
  EXPECT_EQ(seat.session->state(), LuState::Terminating);
  EXPECT_EQ(seat.session->application(), appl("DEMO")) << "who still has it";
  seat.fakes.demo->lost = nullptr;
  EXPECT_THAT(seat.lose(LossReason::Kill), ElementsAre("RELEASED"));
}

TEST(LuSessionSeveralEnds, KillAndReactEndThemAll) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("HERC");
  EXPECT_THAT(seat.lose(LossReason::Kill), Contains("RELEASED"));
  EXPECT_FALSE(seat.session->has_line(2));
  EXPECT_THAT(seat.fakes.demo->told, Contains(StartsWith("lost")));
  seat.sit().start();
  seat.fakes.demo->told.clear();
  seat.choose("DEMO");
  seat.press(kPa3);
  EXPECT_THAT(seat.react(), Contains("RELEASED"));
  EXPECT_THAT(seat.fakes.demo->told, Contains(StartsWith("lost")));
}

TEST(LuSessionSeveralEnds, TheEndOfOneShowsTheMenuWhileOthersAreLive) {
  SeveralSeat seat;
  seat.shop.config.servers[0].sessions.keep_at_logoff = false;
  seat.sit().start();
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("OTHER");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(Release{});
  };
  EXPECT_THAT(seat.type(), Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.behind(), ElementsAre("DEMO"));
  seat.press(kPa2);
  EXPECT_THAT(seat.type(), Contains("CLOSE")) << "it was the last one";
}

TEST(LuSessionSeveralEnds, TheOperatorEndsOneThatIsBehind) {
  SeveralSeat seat;
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.call([&] {
    seat.session->break_suspended(appl("DEMO"), LossReason::Inactivated, Wait::Yes, seat.last);
  });
  EXPECT_THAT(seat.behind(), IsEmpty());
  EXPECT_THAT(seat.notice(), HasSubstr("DEMO was ended by the operator"));
}

TEST(LuSessionSeveralEnds, AllThatHasEndedIsRead) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.press(kPa3);
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("OTHER");
  seat.hears(1, HostGone{"the host has ended the session"});
  seat.call([&] {
    seat.session->break_suspended(appl("DEMO"), LossReason::Inactivated, Wait::Yes, seat.last);
  });
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(Release{"OTHER says good-bye"});
  };
  seat.type();
  EXPECT_THAT(seat.notice(),
              AllOf(HasSubstr("OTHER says good-bye"), HasSubstr("HERC: the host has ended"),
                    HasSubstr("DEMO was ended by the operator")));
  seat.choose("DEMO");
  seat.press(kPa3);
  EXPECT_THAT(seat.notice(), Not(HasSubstr("HERC"))) << "once";
}

TEST(LuSessionSeveralEnds, WhatEndsUnderSysreqIsReadAfterIt) {
  SeveralSeat seat;
  seat.choose("HERC");
  seat.hears(1, HostUp{});
  seat.press(kPa3);
  seat.sysreq();
  EXPECT_THAT(seat.hears(1, HostGone{"the host has ended the session"}), IsEmpty());
  EXPECT_THAT(seat.sysreq(), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.notice(), "HERC: the host has ended the session.");
  EXPECT_TRUE(seat.fakes.menu->logons.back().menu->live.empty());
}

// V NET,INACT with F of what a dead terminal's applications have not let go of.
TEST(LuSessionSeveralEnds, AForcedEndTakesItFromADeadTerminal) {
  SeveralSeat seat;
  seat.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
  seat.choose("DEMO");
  seat.press(kPa3);
  seat.choose("OTHER");
  EXPECT_THAT(seat.lose(LossReason::Kill), Not(Contains("RELEASED")));
  EXPECT_THAT(seat.behind(), ElementsAre("DEMO ending")) << "nobody can go back to it";
  seat.call([&] {
    seat.session->break_suspended(appl("DEMO"), LossReason::Inactivated, Wait::No, seat.last);
  });
  EXPECT_THAT(seat.behind(), IsEmpty());
  seat.fakes.demo->lost = nullptr;
  EXPECT_THAT(seat.lose(LossReason::Kill), ElementsAre("RELEASED"));
}

}  // namespace
}  // namespace vtam::test
