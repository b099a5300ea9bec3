#include "vtam/lu_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/seat.h"

namespace vtam {
namespace {

using test::appl;
using test::book;
using test::full_terminal;
using test::mode;
using test::screen;
using test::Seat;
using test::table;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string& notice(const Seat& seat) {
  return seat.fakes.menu->logons.back().notice;
}

std::string not_established(const std::string& application, const std::string& why,
                            const std::string& sense) {
  return "Session with " + application + " not established: " + why + ": sense " + sense;
}

TEST(LuSession, StartsOnTheMenuWithItsOwnBind) {
  Seat seat;
  seat.sit();
  EXPECT_EQ(seat.session->state(), LuState::Activ);
  EXPECT_FALSE(seat.session->application());
  EXPECT_THAT(seat.start(), ElementsAre("BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(seat.session->state(), LuState::ActS);
  EXPECT_EQ(seat.session->application(), appl("BSTTUSST"));
  EXPECT_EQ(seat.session->logmode(), mode("SP3272QN"));
  EXPECT_EQ(seat.session->typeterm(), "DFH3270");
  EXPECT_EQ(seat.session->typeterm_rule(), "DFHTERM: SP3272QN -> DFH3270");
  EXPECT_EQ(seat.session->screen().alternate, (tn3270::ScreenSize{43, 80}));
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("DEMO", "OTHER", "CICSTS"));
}

TEST(LuSession, TellsTheApplicationAllThatItMayKnow) {
  Seat seat;
  seat.sit().start();
  EXPECT_THAT(seat.choose("DEMO", mode("SP3274QN")),
              ElementsAre("UNBIND 01", "BIND DEMO", "DATA 01"));
  ASSERT_EQ(seat.fakes.demo->logons.size(), 1U);
  const Logon& logon = seat.fakes.demo->logons[0];
  EXPECT_EQ(logon.lu, test::lu_name("T001"));
  EXPECT_EQ(logon.application, appl("DEMO"));
  EXPECT_EQ(logon.logmode, mode("SP3274QN"));
  EXPECT_EQ(logon.typeterm, "DFH3270");
  EXPECT_EQ(logon.device.name(), "IBM-3278-4-E");
  EXPECT_EQ(logon.screen.alternate, (tn3270::ScreenSize{43, 80}));
  EXPECT_TRUE(logon.alternate);
  EXPECT_EQ(logon.functions, "BIND-IMAGE RESPONSES SYSREQ");
  EXPECT_EQ(logon.client, "192.0.2.7 port 40112");
  EXPECT_EQ(logon.data, "DATA");
  EXPECT_EQ(logon.menu, nullptr);
  EXPECT_EQ(seat.session->application(), appl("DEMO"));
  EXPECT_THAT(seat.fakes.menu->told, ElementsAre("logon T001 BSTTUSST", "receive 7D4040", "gone"));
}

TEST(LuSession, WithoutBindImageOnlyDataFlows) {
  Seat seat;
  seat.sit();
  Terminal plain = full_terminal("IBM-3278-5-E");
  plain.bind_image = false;
  EXPECT_THAT(seat.start(plain), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.session->screen().alternate, (tn3270::ScreenSize{27, 132}));
  EXPECT_THAT(seat.choose("DEMO", mode("D4B32782")), ElementsAre("DATA 01"));
  // The client would answer Erase/Write Alternate with 27x132; the mode has no such size.
  EXPECT_FALSE(seat.fakes.demo->logons[0].alternate);
  EXPECT_THAT(seat.lose(LossReason::Kill), ElementsAre("CLOSE", "RELEASED"));
}

TEST(LuSession, AnApplicationThatEndsLeadsBackToTheMenu) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(screen(0x09));
    made.push_back(Release{});
    made.push_back(screen(0x0A));
  };
  EXPECT_THAT(seat.type(), ElementsAre("DATA 09", "UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(notice(seat), "Session with DEMO ended");
  seat.choose("DEMO");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(Release{"SEE YOU"});
  };
  seat.type();
  EXPECT_EQ(notice(seat), "Session with DEMO ended: SEE YOU");
}

TEST(LuSession, ARefusedLogonLeavesTheMenuBound) {
  Seat seat;
  seat.sit().start();
  EXPECT_THAT(seat.choose("NOSUCH"), ElementsAre("DATA 01"));
  EXPECT_EQ(
      notice(seat),
      not_established("NOSUCH", "NOSUCH is not known here; choose an application from the list",
                      "087D0001"));
  EXPECT_THAT(seat.choose("CICSTS"), ElementsAre("DATA 01"));
  EXPECT_EQ(notice(seat),
            not_established("CICSTS", "CICSTS is not served yet (type host); choose another one",
                            "08570002"));
  EXPECT_THAT(seat.choose("T002"), ElementsAre("DATA 01"));
  EXPECT_EQ(notice(seat),
            not_established("T002", "T002 is a LU, not an application; choose one from the list",
                            "087D0001"));
  EXPECT_THAT(seat.choose("DEMO", mode("SP3275QN")), ElementsAre("DATA 01"));
  EXPECT_EQ(notice(seat),
            not_established(
                "DEMO",
                "DEMO: LOGMODE(SP3275QN) is too large for IBM-3278-4-E (sense 0821); leave it out",
                "08210000"));
  EXPECT_THAT(seat.choose("DEMO", mode("NOSUCH")), ElementsAre("DATA 01"));
  EXPECT_EQ(notice(seat),
            not_established("DEMO", "DEMO: LOGMODE(NOSUCH) is unknown (sense 0821); leave it out",
                            "08210000"));
  EXPECT_THAT(seat.choose("BSTTUSST"), ElementsAre("DATA 01"));
  EXPECT_EQ(notice(seat), "BSTTUSST is this menu; choose an application");
  EXPECT_THAT(seat.fakes.demo->told, IsEmpty());
  EXPECT_EQ(seat.session->state(), LuState::ActS);
}

TEST(LuSession, AnApplicationThatNobodyStartedIsRefused) {
  Seat seat;
  seat.shop.application("LATER", "");
  seat.sit().start();
  EXPECT_THAT(seat.choose("LATER"), ElementsAre("DATA 01"));
  EXPECT_EQ(
      notice(seat),
      not_established("LATER", "LATER has not been started; try again later or call the operator",
                      "08570002"));
}

TEST(LuSession, AnApplicationMayPassToAnother) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("OTHER"), std::nullopt, "HELLO"});
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "BIND OTHER", "DATA 01"));
  EXPECT_EQ(seat.fakes.demo->logons.back().data, "HELLO");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("BSTTUSST"), std::nullopt, ""});
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(notice(seat), "");
}

TEST(LuSession, AnApplicationWithoutPassAuthorityEndsAtTheMenu) {
  Seat seat;
  seat.shop.config.nodes.push_back(book());
  seat.shop.config.nodes[0].rows.push_back(test::row("DEMO"));
  seat.sit().start();
  seat.choose("DEMO");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("OTHER"), std::nullopt, ""});
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(
      notice(seat),
      not_established("OTHER", "DEMO may not pass sessions: it needs AUTH=(PASS) in book VNETAPPL",
                      "080A0000"));
}

TEST(LuSession, TheMenuWithoutPassAuthoritySaysSoAtOnce) {
  Seat seat;
  seat.shop.config.nodes.push_back(book());
  seat.shop.config.nodes[0].rows[1].pass = false;
  EXPECT_THAT(seat.sit().start(), ElementsAre("BIND BSTTUSST", "DATA 01"));
  const std::string why = "BSTTUSST may not pass sessions: it needs AUTH=(PASS) in book VNETAPPL";
  EXPECT_EQ(notice(seat), why);
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("DATA 01"));
  EXPECT_EQ(notice(seat), not_established("DEMO", why, "080A0000"));
}

TEST(LuSession, AMissingMenuApplIsNotABlankScreen) {
  Seat seat;
  seat.shop.config.nodes.push_back(book());
  seat.shop.config.nodes[0].rows.erase(seat.shop.config.nodes[0].rows.begin() + 1);
  EXPECT_THAT(seat.sit().start(), ElementsAre("BIND BSTTUSST", "DATA 01"));
  EXPECT_THAT(notice(seat), HasSubstr("BSTTUSST has no row"));
  EXPECT_THAT(notice(seat), HasSubstr("VNETAPPL"));
}

TEST(LuSession, ALuWithItsOwnApplicationGoesThereDirectly) {
  Seat seat;
  EXPECT_THAT(seat.sit(1).start(), ElementsAre("BIND DEMO", "DATA 01"));
  EXPECT_THAT(seat.fakes.menu->told, IsEmpty());
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(Release{});
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(notice(seat), "Session with DEMO ended");
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("DEMO"));
  EXPECT_EQ(seat.fakes.menu->logons.back().menu->title, "WELCOME");
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO", "DATA 01"));
}

TEST(LuSession, ARefusedOwnApplicationShowsASmallMenuAndDoesNotTryAgain) {
  Seat seat;
  seat.shop.config.servers[0].lus[1].application = appl("CICSTS");
  EXPECT_THAT(seat.sit(1).start(), ElementsAre("BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(notice(seat),
            not_established("CICSTS", "CICSTS is not served yet (type host); choose another one",
                            "08570002"));
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("CICSTS"));
  EXPECT_EQ(seat.fakes.menu->logons.size(), 1U);
  EXPECT_THAT(seat.choose("CICSTS"), ElementsAre("DATA 01"));
}

TEST(LuSession, AnOwnApplicationThatEndsAtOnceIsTriedOnce) {
  Seat seat;
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) { made.push_back(Release{}); };
  EXPECT_THAT(seat.sit(1).start(),
              ElementsAre("BIND DEMO", "UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(seat.fakes.demo->logons.size(), 1U);
}

TEST(LuSession, BsttusstAsTheOwnApplicationIsTheMenu) {
  Seat seat;
  seat.shop.config.servers[0].lus[1].application = appl("BSTTUSST");
  EXPECT_THAT(seat.sit(1).start(), ElementsAre("BIND BSTTUSST", "DATA 01"));
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("DEMO", "OTHER", "CICSTS"));
}

TEST(LuSession, AProgramThatPassesInALoopIsStopped) {
  Seat seat;
  seat.fakes.demo->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("DEMO"), std::nullopt, ""});
  };
  seat.sit().start();
  const auto words = seat.choose("DEMO");
  EXPECT_EQ(seat.fakes.demo->logons.size(), config::limits::kPassRounds);
  EXPECT_THAT(words, Contains("REPORT"));
  EXPECT_EQ(words.back(), "DATA 01");
  EXPECT_EQ(
      notice(seat),
      not_established("DEMO", "DEMO ends every session at once; call the operator", "080A0000"));
  EXPECT_EQ(seat.session->state(), LuState::ActS);
}

TEST(LuSession, AMenuThatPassesInALoopEndsTheConnection) {
  Seat seat;
  seat.fakes.menu->logon = [](const Logon&, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("NOSUCH"), std::nullopt, ""});
  };
  const auto words = seat.sit().start();
  EXPECT_EQ(words.size(), 5U) << testing::PrintToString(words);
  EXPECT_THAT(words, ElementsAre("BIND BSTTUSST", "REPORT", "UNBIND 01", "CLOSE", "RELEASED"));
  EXPECT_TRUE(seat.session->dead());
}

TEST(LuSession, DisconnectOnTheMenuEndsTheConnection) {
  Seat seat;
  seat.sit().start();
  seat.fakes.menu->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(Disconnect{});
    made.push_back(screen(0x0A));
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "CLOSE", "RELEASED"));
  EXPECT_EQ(seat.session->state(), LuState::Conct);
  EXPECT_TRUE(seat.session->dead());
  EXPECT_THAT(seat.fakes.menu->told, ElementsAre("logon T001 BSTTUSST", "receive 7D4040", "gone"));
}

TEST(LuSession, SysreqSuspendsAndRepaints) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO");
  EXPECT_THAT(seat.sysreq(), ElementsAre("SSCP 15"));
  EXPECT_THAT(seat.type(), IsEmpty());
  EXPECT_THAT(seat.attn(), IsEmpty());
  EXPECT_THAT(seat.sscp("help"), ElementsAre("SSCP COMMAND UNRECOGNIZED15"));
  EXPECT_THAT(seat.sysreq(), ElementsAre("DATA 02"));
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "repaint"));
  EXPECT_THAT(seat.sscp("LOGOFF"), IsEmpty());
}

TEST(LuSession, SysreqThatWasNotAgreedIsIgnored) {
  Seat seat;
  Terminal plain = full_terminal();
  plain.sysreq = false;
  seat.sit().start(plain);
  EXPECT_THAT(seat.sysreq(), IsEmpty());
  EXPECT_THAT(seat.sscp("LOGOFF"), IsEmpty());
  EXPECT_EQ(seat.session->state(), LuState::ActS);
}

TEST(LuSession, LogoffEndsTheApplicationAndShowsTheMenu) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO");
  seat.sysreq();
  EXPECT_THAT(seat.sscp("  logoff "), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_EQ(notice(seat), "Session with DEMO ended: by LOGOFF");
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "lost LOGOFF", "gone"));
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO", "DATA 01"));
}

TEST(LuSession, LogoffOnTheMenuEndsTheConnection) {
  Seat seat;
  seat.sit().start();
  seat.sysreq();
  EXPECT_THAT(seat.sscp("LOGOFF"), ElementsAre("UNBIND 01", "CLOSE", "RELEASED"));
}

TEST(LuSession, LogoffFromAHungApplicationKeepsTheLu) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO");
  seat.fakes.demo->lost = [](LossReason, ProgramOutcomes&) {};
  seat.sysreq();
  EXPECT_THAT(seat.sscp("LOGOFF"), ElementsAre("UNBIND 01", "CLOSE"));
  EXPECT_EQ(seat.session->state(), LuState::Terminating);
}

TEST(LuSession, AttnIsPa1ToANonSnaApplication) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO");
  seat.attn();
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "receive 6C"));
}

TEST(LuSession, AttnIsASignalToAnSnaApplication) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO", mode("D4C32XX3"));
  seat.fakes.demo->signal = [](ProgramOutcomes& made) { made.push_back(screen(0x07)); };
  EXPECT_THAT(seat.attn(), ElementsAre("DATA 07"));
  EXPECT_THAT(seat.fakes.demo->told, ElementsAre("logon T001 DEMO", "signal"));
  seat.sysreq();
  EXPECT_THAT(seat.attn(), IsEmpty());
}

TEST(LuSession, AnEmptyLineUnderSysreqIsAnsweredWithANewLine) {
  Seat seat;
  seat.sit().start();
  seat.sysreq();
  EXPECT_THAT(seat.sscp(""), ElementsAre("SSCP 15"));
  EXPECT_THAT(seat.sscp("   "), ElementsAre("SSCP 15"));
}

TEST(LuSession, ARefusedScreenIsWrittenAgainOncePerInput) {
  Seat seat;
  seat.sit().start();
  EXPECT_THAT(seat.negative(0x10050000), ElementsAre("REPORT", "DATA 02"));
  EXPECT_THAT(seat.negative(0x10050000), ElementsAre("REPORT"));
  EXPECT_THAT(seat.negative(0x10030000), ElementsAre("REPORT"));
  EXPECT_THAT(std::get<Report>(seat.last[0]).text, HasSubstr("command reject (sense 1003 0000)"));
  seat.type();
  EXPECT_THAT(seat.negative(0x10030000), ElementsAre("REPORT", "DATA 02"));
}

TEST(LuSession, InterventionRequiredIsReportedOnly) {
  Seat seat;
  seat.sit().start();
  EXPECT_THAT(seat.negative(0x08020000), ElementsAre("REPORT"));
  EXPECT_EQ(std::get<Report>(seat.last[0]).text,
            "T001: the terminal answered a record of BSTTUSST with intervention required (sense "
            "0802 0000)");
  EXPECT_THAT(seat.negative(0x08310000), ElementsAre("REPORT"));
  EXPECT_THAT(seat.negative(0x12340000), ElementsAre("REPORT"));
}

TEST(LuSession, AnEmptyRecordIsNothing) {
  Seat seat;
  seat.sit().start();
  EXPECT_THAT(seat.type({}), IsEmpty());
  EXPECT_THAT(seat.fakes.menu->told, ElementsAre("logon T001 BSTTUSST"));
}

TEST(LuSession, CanBeMovedInTheMiddleOfASession) {
  Seat seat;
  seat.sit().start();
  LuSession moved = std::move(*seat.session);
  *seat.session = std::move(moved);
  EXPECT_EQ(seat.session->application(), appl("BSTTUSST"));
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO", "DATA 01"));
}

TEST(LuSession, DestroyingItTellsTheProgramNothing) {
  Seat seat;
  seat.sit().start();
  seat.session.reset();
  EXPECT_THAT(seat.fakes.menu->told, ElementsAre("logon T001 BSTTUSST", "gone"));
}

TEST(LuSession, ABrokenProgramIsLeftToTheCallerAndCanStillBeEnded) {
  Seat seat;
  seat.sit().start();
  seat.choose("DEMO");
  const auto broken = [] { VERIFY(false, "a broken program"); };
  seat.fakes.demo->receive = [=](tn3270::Bytes, ProgramOutcomes&) { broken(); };
  EXPECT_THROW(seat.type(), config::BrokenInvariant);
  seat.fakes.demo->lost = [=](LossReason, ProgramOutcomes&) { broken(); };
  EXPECT_THROW(seat.react(), config::BrokenInvariant);
  EXPECT_THAT(test::in_words(seat.last), ElementsAre("UNBIND 0F", "CLOSE", "RELEASED"));
  EXPECT_EQ(seat.session->state(), LuState::Conct);
}

TEST(LuSession, StartsOnce) {
  Seat seat;
  seat.sit().start();
  EXPECT_THROW(seat.start(), config::BrokenInvariant);
}

}  // namespace
}  // namespace vtam
