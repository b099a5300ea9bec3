#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam/seat.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/socket_program.h"

// A LU's sessions with applications at the socket.
namespace vtam {
namespace {

using test::appl;
using test::full_terminal;
using test::mode;
using test::Seat;
using test::Words;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Ears final : public AcbSink {
 public:
  void put(AcbEvent event) override { events.push_back(std::move(event)); }
  void put(AcquireNews /*news*/) override {}
  std::vector<AcbEvent> events;
};

// PAYROLL is opened at the socket; the LU T001 is on its menu.
struct SocketSeat : Seat {
  // For a printer: it logs on to PAYROLL, and its client can't answer.
  explicit SocketSeat(config::LuSettings printer) {
    printer.application = appl("PAYROLL");
    shop.config.servers[0].lus = {std::move(printer)};
    shop.application("PAYROLL", "socket");
    sit();
    open("PAYROLL", 1);
    Terminal client = full_terminal("IBM-3287-1");
    client.responses = false;
    start(client);
  }
  SocketSeat() {
    shop.application("PAYROLL", "socket");
    shop.config.applications.back().wait_for_reopen = true;
    shop.application("ORDERS", "socket");
    sit();
    open("PAYROLL", 1);
    start();
  }
  void open(const char* name, AcbId acb) {
    change_acb(
        {appl(name), acb,
         std::make_shared<const ProgramFactory>(socket_application(acb, AcbMode::Screen, ears))});
  }
  Words change_acb(const AcbChange& acb) {
    NetworkChange next;
    next.acbs.push_back(acb);
    before.push_back(network);
    network = std::make_shared<const Network>(*network, next);
    last.clear();
    session->network_changed(last);
    return test::in_words(last);
  }
  Words close(AcbEnd how) {
    change_acb({appl("PAYROLL"), 1, nullptr});
    last.clear();
    session->acb_closed(1, how, last);
    return test::in_words(last);
  }
  bool say(Said said, std::uint32_t turn) {
    last.clear();
    return session->said(turn, std::move(said), last);
  }
  [[nodiscard]] const std::vector<Logon>& menus() const { return fakes.menu->logons; }

  std::shared_ptr<Ears> ears = std::make_shared<Ears>();
};

SendScreen screen() {
  SendScreen send;
  send.screen.fields.push_back({.place = {1, 2}, .text = "TEXT"});
  return send;
}

TEST(LuSessionSaid, EveryApplicationOfALifeHasATurnAndTheMenuHasNone) {
  SocketSeat seat;
  EXPECT_FALSE(seat.say(AcceptLogon{}, 0)) << "on the menu";
  seat.choose("PAYROLL");
  EXPECT_EQ(seat.ears->events.at(0).key.turn, 1U);
  EXPECT_FALSE(seat.say(AcceptLogon{}, 0));
  EXPECT_FALSE(seat.say(AcceptLogon{}, 2));
  EXPECT_TRUE(seat.say(AcceptLogon{}, 1));
  EXPECT_TRUE(seat.say(CloseSession{}, 1));
  EXPECT_FALSE(seat.say(CloseSession{}, 1)) << "on the menu again";
  seat.choose("PAYROLL");
  EXPECT_EQ(seat.ears->events.back().key.turn, 2U);
  EXPECT_FALSE(seat.say(CloseSession{}, 1));
}

TEST(LuSessionSaid, TheTurnsOfTheServersOwnProgramsAreNobodysToSpeakTo) {
  SocketSeat seat;
  seat.choose("DEMO");
  EXPECT_EQ(seat.fakes.demo->logons.back().key.turn, 1U);
  EXPECT_FALSE(seat.say(CloseSession{}, 1));
  EXPECT_EQ(seat.session->application(), appl("DEMO"));
}

TEST(LuSessionSaid, WantsRoomAfterAWriteUntilItIsToldSo) {
  SocketSeat seat;
  EXPECT_FALSE(seat.session->wants_room()) << "the menu has written, and counts nothing";
  seat.choose("PAYROLL");
  EXPECT_FALSE(seat.session->wants_room());
  seat.say(AcceptLogon{}, 1);
  seat.say(screen(), 1);
  EXPECT_TRUE(seat.session->wants_room());
  seat.last.clear();
  seat.session->room(seat.last);
  EXPECT_FALSE(seat.session->wants_room());
  EXPECT_THAT(seat.last, IsEmpty());
}

// Else a long report would fill the output of a slow client, which ends its connection.
TEST(LuSessionSaid, APrinterThatCanNotAnswerPrintsNoFasterThanItsClientReads) {
  SocketSeat seat(test::printer("P001"));
  seat.say(AcceptLogon{}, 1);
  const std::string page(config::limits::kPrintRu, 'X');
  seat.say(PrintText{.text = page, .id = "1"}, 1);
  for (int ru = 0; ru < 2; ++ru) {
    EXPECT_THAT(test::in_words(seat.last), SizeIs(1)) << "one RU at a time";
    EXPECT_TRUE(seat.session->wants_room());
    EXPECT_FALSE(std::holds_alternative<Printed>(seat.ears->events.back().heard));
    seat.last.clear();
    seat.session->room(seat.last);
  }
  EXPECT_THAT(seat.last, IsEmpty());
  EXPECT_FALSE(seat.session->wants_room());
}

TEST(LuSessionSaid, CloseAfterDeathLetsTheLuGo) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  seat.lose(LossReason::Kill);
  EXPECT_EQ(seat.session->state(), LuState::Terminating);
  EXPECT_TRUE(seat.say(screen(), 1));
  EXPECT_EQ(seat.session->state(), LuState::Terminating);
  EXPECT_THAT(seat.last, IsEmpty());
  EXPECT_TRUE(seat.say(CloseSession{}, 1));
  EXPECT_THAT(test::in_words(seat.last), ElementsAre("RELEASED"));
  EXPECT_FALSE(seat.say(CloseSession{}, 1));
}

TEST(LuSessionSaid, ARefusedLogonIsShownWithItsSense) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  seat.say(RejectLogon{.sense = 0x08570003, .why = "closed for lunch"}, 1);
  EXPECT_THAT(seat.menus().back().notice, HasSubstr("08570003"));
  EXPECT_THAT(seat.menus().back().notice, HasSubstr("PAYROLL: closed for lunch"));
}

TEST(AcbClosed, SaysOnTheMenuWhatHasHappened) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  EXPECT_THAT(seat.close(AcbEnd::Closed), ElementsAre("UNBIND 01", "BIND BSTTUSST", "DATA 01"));
  EXPECT_THAT(seat.menus().back().notice, HasSubstr("PAYROLL has closed"));
  EXPECT_EQ(seat.session->queued_for(), nullptr);
}

TEST(AcbClosed, IsNothingToSessionsOfOtherAcbs) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  seat.session->acb_closed(2, AcbEnd::Lost, seat.last);
  EXPECT_EQ(seat.session->application(), appl("PAYROLL"));
  EXPECT_EQ(seat.session->acb(), 1U);
}

TEST(AcbClosed, HasItsUsersWaitWithTheLogmodeThatTheyTyped) {
  SocketSeat seat;
  seat.choose("PAYROLL", mode("D4C32782"));
  ASSERT_EQ(seat.session->logmode(), mode("D4C32782"));
  EXPECT_THAT(seat.close(AcbEnd::Lost), testing::Contains("UNBIND 0F"));
  ASSERT_NE(seat.session->queued_for(), nullptr);
  EXPECT_TRUE(seat.session->queued_for()->lost);
  EXPECT_TRUE(seat.session->waits_for_network());
  EXPECT_THAT(seat.change_acb({appl("ORDERS"), 2, nullptr}), IsEmpty());
  seat.open("PAYROLL", 3);
  EXPECT_EQ(seat.session->acb(), 3U);
  EXPECT_EQ(seat.session->logmode(), mode("D4C32782"));
  EXPECT_FALSE(seat.session->waits_for_network());
}

TEST(AcbClosed, HasItsUsersGoOnAtOnceIfItIsOpenAgainAlready) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  seat.open("PAYROLL", 2);
  seat.last.clear();
  seat.session->acb_closed(1, AcbEnd::Lost, seat.last);
  EXPECT_EQ(seat.session->acb(), 2U);
}

TEST(AcbClosed, OfAnInactiveRowIsNotWaitedFor) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  NetworkChange inactive;
  inactive.to = Activation::Inactive;
  inactive.row = appl("PAYROLL");
  seat.before.push_back(seat.network);
  seat.network = std::make_shared<const Network>(*seat.network, inactive);
  seat.close(AcbEnd::Lost);
  EXPECT_EQ(seat.session->queued_for(), nullptr);
  EXPECT_EQ(seat.session->application(), menu_application());
}

TEST(AcbClosed, ReleasesATerminatingLu) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  seat.lose(LossReason::Kill);
  EXPECT_THAT(seat.close(AcbEnd::Unresponsive), ElementsAre("RELEASED"));
  EXPECT_EQ(seat.session->state(), LuState::Conct);
}

TEST(AcbClosed, TheProgramHearsNothingMore) {
  SocketSeat seat;
  seat.choose("PAYROLL");
  seat.ears->events.clear();
  seat.close(AcbEnd::Lost);
  EXPECT_THAT(seat.ears->events, IsEmpty());
}

}  // namespace
}  // namespace vtam
