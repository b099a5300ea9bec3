#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/seat.h"

// Where a session begins, what it may have, and what its user is told.
namespace vtam {
namespace {

using test::appl;
using test::full_terminal;
using test::Seat;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

config::GroupName group_name(const char* text) {
  return config::GroupName::parse(text).value();
}

// T001 is of group SALES.
struct GroupSeat : Seat {
  config::ListenerSettings listener;

  GroupSeat() {
    server().lus[0].group = group_name("SALES");
    server().groups.push_back({.name = group_name("SALES")});
    server().menu = {{appl("DEMO"), "ONE", {}}, {appl("OTHER"), "TWO", {}}};
  }
  config::ServerSettings& server() { return shop.config.servers[0]; }
  config::GroupSettings& group() { return server().groups[0]; }
  [[nodiscard]] std::string notice() const { return fakes.menu->logons.back().notice; }
  [[nodiscard]] std::string began(std::optional<config::ApplId> of_rule = std::nullopt) {
    Terminal terminal = full_terminal();
    terminal.default_application = of_rule;
    terminal.listener = &listener;
    sit().start(terminal);
    return session->application().value().text();
  }
};

TEST(DefaultApplication, IsWhatIsNearestToTheLu) {
  GroupSeat seat;
  EXPECT_EQ(seat.began(), "BSTTUSST");
  seat.listener.application = appl("DEMO");
  EXPECT_EQ(seat.began(), "DEMO");
  seat.group().application = appl("OTHER");
  EXPECT_EQ(seat.began(), "OTHER");
  EXPECT_EQ(seat.began(appl("DEMO")), "DEMO");
  seat.server().lus[0].application = appl("OTHER");
  EXPECT_EQ(seat.began(appl("DEMO")), "OTHER");
  seat.server().lus[0].application = menu_application();
  EXPECT_EQ(seat.began(appl("DEMO")), "BSTTUSST") << "the menu can be asked for too";
}

TEST(DefaultApplication, ThatIsRefusedShowsAMenuOfItWithTheReason) {
  GroupSeat seat;
  seat.group().application = appl("CICSTS");
  EXPECT_EQ(seat.began(), "BSTTUSST");
  EXPECT_EQ(seat.notice(),
            "Session with CICSTS not established: CICSTS is not served yet (type host); choose "
            "another one: sense 08570002");
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("CICSTS"));
}

TEST(AllowedApplications, AreAllThatTheMenuShowsAndALogonFinds) {
  GroupSeat seat;
  seat.group().deny = {"DEM*"};
  EXPECT_EQ(seat.began(), "BSTTUSST");
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("OTHER"));
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.notice(),
            "Session with DEMO not established: DEMO is not for this LU (group SALES); choose "
            "another one: sense 080A0000");
  EXPECT_THAT(seat.choose("OTHER"), ElementsAre("UNBIND 01", "BIND OTHER", "DATA 01"));
}

TEST(AllowedApplications, DenyWinsOverAllow) {
  GroupSeat seat;
  seat.group().allow = {"DEMO", "OTH*"};
  seat.group().deny = {"OTHER"};
  EXPECT_EQ(seat.began(), "BSTTUSST");
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("DEMO"));
  seat.choose("OTHER");
  EXPECT_THAT(seat.notice(), HasSubstr("OTHER is not for this LU"));
  seat.choose("CICSTS");
  EXPECT_THAT(seat.notice(), HasSubstr("CICSTS is not for this LU"));
}

TEST(AllowedApplications, AreMeantByWhicheverOfTheirNames) {
  GroupSeat seat;
  config::ApplRow row = test::row("CICSPROD");
  row.acb_name = appl("DEMO");
  config::ApplRow menu = test::row("BSTTUSST");
  menu.pass = true;
  seat.shop.config.nodes = {{.name = test::node("BOOK"), .rows = {row, menu, test::row("T001")}}};
  seat.group().deny = {"DEMO"};
  EXPECT_EQ(seat.began(), "BSTTUSST");
  seat.choose("CICSPROD");
  EXPECT_THAT(seat.notice(), HasSubstr("CICSPROD is not for this LU"));
  seat.group().deny.clear();
  seat.group().allow = {"DEMO"};
  EXPECT_EQ(seat.began(), "BSTTUSST");
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND CICSPROD", "DATA 01"));
}

TEST(AllowedApplications, AreNoneForALuOfANodeThatIsNotActive) {
  GroupSeat seat;
  EXPECT_EQ(seat.began(), "BSTTUSST");
  config::ApplRow menu = test::row("BSTTUSST");
  menu.pass = true;
  seat.shop.config.nodes = {{.name = test::node("BOOK"), .rows = {menu}},
                            {.name = test::node("LUS"), .rows = {test::row("T001")}}};
  seat.shop.config.start_list = config::StartList{{test::node("BOOK")}, "ATCCON00", {}};
  const NetworkPtr before = seat.network;  // whose LU the session has
  seat.network = seat.shop.network();      // as after a VARY
  seat.choose("DEMO");
  EXPECT_THAT(seat.notice(), HasSubstr("T001 is not active: node LUS is not in ATCCON00"));
}

TEST(AllowedApplications, HoldForADefaultAndForAPassToo) {
  GroupSeat seat;
  seat.group().allow = {"DEMO"};
  seat.group().application = appl("OTHER");
  EXPECT_EQ(seat.began(), "BSTTUSST");
  EXPECT_THAT(seat.notice(), HasSubstr("OTHER is not for this LU"));
  EXPECT_THAT(seat.fakes.menu->menus.back(), ElementsAre("DEMO"));
  seat.choose("DEMO");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(PassTo{appl("OTHER"), std::nullopt, ""});
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_THAT(seat.notice(), HasSubstr("OTHER is not for this LU"));
}

TEST(BetweenSessions, TheConnectionEndsWithTheApplicationWhereItIsNotKept) {
  GroupSeat seat;
  seat.server().sessions.keep_at_logoff = false;
  EXPECT_EQ(seat.began(appl("DEMO")), "DEMO");
  seat.fakes.demo->receive = [](tn3270::Bytes, ProgramOutcomes& made) {
    made.push_back(Release{});
  };
  EXPECT_THAT(seat.type(), ElementsAre("UNBIND 01", "CLOSE", "RELEASED"));
}

TEST(BetweenSessions, AnErrorEndsTheConnectionWhereItIsNotExplained) {
  GroupSeat seat;
  seat.server().sessions.explain_errors = false;
  seat.sit();
  Terminal terminal = full_terminal();
  terminal.default_application = appl("CICSTS");
  EXPECT_THAT(seat.start(terminal), ElementsAre("CLOSE", "RELEASED"));
  seat.sit().start();
  EXPECT_THAT(seat.choose("NOSUCH"), ElementsAre("UNBIND 01", "CLOSE", "RELEASED"));
  seat.sit();
  Terminal asked = full_terminal("IBM-DYNAMIC");
  asked.default_application = appl("CICSTS");
  EXPECT_THAT(seat.start(asked), ElementsAre("CLOSE", "RELEASED"));
}

TEST(UssMessages, OfThePartitionsOwnAreGivenAsLinesWithTheirValues) {
  GroupSeat seat;
  seat.server().uss.push_back(
      {.number = 7, .lines = {"NO @@APPLID FOR @@LUNAME", "@@SENSE AT @@TIME ON @@DATE"}});
  EXPECT_EQ(seat.began(), "BSTTUSST");
  seat.choose("CICSTS");
  const Logon& told = seat.fakes.menu->logons.back();
  EXPECT_EQ(told.notice, "");
  ASSERT_EQ(told.message.size(), 2U);
  EXPECT_THAT(told.message[0], HasSubstr("NO CICSTS"));
  EXPECT_THAT(told.message[0], HasSubstr("FOR T001"));
  EXPECT_THAT(told.message[1], HasSubstr("08570002 AT 15:02:25 ON 11/21/26"));
}

struct QueueSeat : Seat {
  QueueSeat() {
    shop.application("LATER", "");
    shop.config.applications.back().queue = true;
  }
  config::ApplicationSettings& later() { return shop.config.applications.back(); }
};

TEST(QueuedLogon, WaitsUntilItsApplicationIsThereAndTakesItsDataAlong) {
  QueueSeat seat;
  seat.sit().start();
  EXPECT_THAT(seat.choose("LATER"), testing::SizeIs(1)) << "only a screen";
  ASSERT_NE(seat.session->queued_for(), nullptr);
  EXPECT_EQ(seat.session->queued_for()->application, appl("LATER"));
  EXPECT_EQ(time_text(seat.session->queued_for()->since), "15:02:25");
  EXPECT_EQ(seat.session->application(), menu_application());
  EXPECT_THAT(seat.change(), IsEmpty());
  seat.later().type = "demo";
  EXPECT_THAT(seat.change(), ElementsAre("UNBIND 01", "BIND LATER", "DATA 01"));
  EXPECT_EQ(seat.fakes.demo->logons.back().data, "DATA");
  EXPECT_EQ(seat.session->queued_for(), nullptr);
}

TEST(QueuedLogon, IsGivenUpWithPf3ClearOrLogoff) {
  for (const tn3270::ByteBuffer& key :
       {tn3270::ByteBuffer{0xF3, 0x40, 0x40}, tn3270::ByteBuffer{0x6D},
        tn3270::ByteBuffer{0x7D, 0x40, 0x40, 0x93, 0x96, 0x87, 0x96, 0x86, 0x86}}) {
    QueueSeat seat;
    seat.sit().start();
    seat.choose("LATER");
    EXPECT_THAT(seat.type(key), ElementsAre("DATA 01"));
    EXPECT_EQ(seat.session->queued_for(), nullptr);
    EXPECT_EQ(seat.fakes.menu->logons.back().notice, "You do not wait for LATER any more.");
  }
}

TEST(QueuedLogon, IsGivenUpWithLogoffUnderSysreq) {
  QueueSeat seat;
  seat.sit().start();
  seat.choose("LATER");
  seat.sysreq();
  EXPECT_THAT(seat.sscp("LOGOFF"), ElementsAre("DATA 01"));
  EXPECT_EQ(seat.session->state(), LuState::ActS);
  EXPECT_EQ(seat.session->queued_for(), nullptr);
}

TEST(QueuedLogon, IsDiscardedInWordsWhenItsApplicationCanNotOpen) {
  QueueSeat seat;
  seat.sit().start();
  seat.choose("LATER");
  seat.later().type = "host";
  EXPECT_THAT(seat.change(), ElementsAre("DATA 01"));
  EXPECT_THAT(seat.fakes.menu->logons.back().notice,
              HasSubstr("the logon that waited is discarded: LATER is not served yet"));
  EXPECT_EQ(seat.session->queued_for(), nullptr);
}

TEST(QueuedLogon, IsOnlyForApplicationsThatHaveAQueue) {
  QueueSeat seat;
  seat.later().queue = false;
  seat.sit().start();
  seat.choose("LATER");
  EXPECT_EQ(seat.session->queued_for(), nullptr);
  EXPECT_THAT(seat.fakes.menu->logons.back().notice, HasSubstr("LATER has not been started"));
}

TEST(RepeatedLogons, AreRefusedForSomeSecondsAndReportedOnce) {
  Seat seat;
  seat.shop.config.servers[0].throttle.logons = 3;
  seat.sit().start();
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(seat.choose("NOSUCH"), ElementsAre("DATA 01"));
  }
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("REPORT", "DATA 01"));
  EXPECT_EQ(seat.report(),
            "T001: 192.0.2.7 port 40112 has sent more than 3 logons within 10 s and is held back");
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("DATA 01"));
  EXPECT_THAT(seat.fakes.menu->logons.back().notice, HasSubstr("Too many logons"));
  seat.pass(config::limits::kLogonsIn);
  EXPECT_THAT(seat.choose("DEMO"), ElementsAre("UNBIND 01", "BIND DEMO", "DATA 01"));
}

TEST(RepeatedLogons, OfThisMachineAreNotCountedUnlessSaid) {
  for (const bool counted : {false, true}) {
    Seat seat;
    seat.shop.config.servers[0].throttle = {.logons = 1, .loopback = counted};
    Terminal terminal = full_terminal();
    terminal.loopback = true;
    seat.sit().start(terminal);
    seat.choose("NOSUCH");
    seat.choose("DEMO");
    EXPECT_EQ(seat.session->application(), counted ? menu_application() : appl("DEMO"));
  }
}

TEST(BrokenApplication, IsNamedOnTheMenuAndToldTheReason) {
  for (const Wait wait : {Wait::Yes, Wait::No}) {
    Seat seat;
    seat.sit().start();
    seat.choose("DEMO");
    seat.break_application(wait);
    EXPECT_THAT(seat.fakes.menu->logons.back().notice,
                HasSubstr("DEMO was ended by the operator (V NET,INACT)"));
    EXPECT_THAT(seat.fakes.demo->told, testing::Contains("lost V NET,INACT"));
    EXPECT_EQ(seat.fakes.demo->told.back(), "gone");
  }
}

}  // namespace
}  // namespace vtam
