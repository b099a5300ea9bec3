#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/conversation/fake_application.h"

// What happens to sessions when their application, their client or an operator ends them, and when
// one of the two is slow.
namespace conversation {
namespace {

using server::CommandDone;
using testing::HasSubstr;
using testing::SizeIs;
using vtam::AcbEnd;
using vtam::CloseSession;
using vtam::CreditBack;
using vtam::LossReason;
using vtam::SessionBegun;
using vtam::SessionLost;
using vtam::UserInput;

constexpr const char* kWaits = R"(, "on_failure": "wait")";

// T001 in session with PAYROLL, which has accepted and shown a screen.
struct AtWork {
  explicit AtWork(const std::string& more = "")
      : hall(socket_shop(more)), payroll(hall, "PAYROLL"), client(&hall.connect()) {
    hall.enter(*client, "LOGON APPLID(PAYROLL)");
    payroll.accept();
    payroll.send("WAGES");
    (void)payroll.told<SessionBegun>();
  }
  FakeHall hall;
  FakeApplication payroll;
  Client* client;
};

TEST(ApplicationFaults, AHungApplicationKeepsAKilledLuUntilReact) {
  AtWork seat;
  EXPECT_EQ(std::get<CommandDone>(seat.hall.kill("T001")).now, "TERMINATING");
  const auto lost = seat.payroll.told<SessionLost>();
  ASSERT_THAT(lost, SizeIs(1));
  EXPECT_EQ(lost.front().reason, LossReason::Kill);
  seat.hall.pass(std::chrono::minutes(5));
  EXPECT_EQ(seat.hall.state("T001"), "TERMINATING");
  EXPECT_EQ(std::get<CommandDone>(seat.hall.react("T001")).now, "CONCT");
  EXPECT_EQ(seat.hall.state("T001"), "CONCT");
  EXPECT_EQ(seat.payroll.untold(), 0U) << "lost is said once";
}

TEST(ApplicationFaults, CloseAfterKillFreesTheLu) {
  AtWork seat;
  seat.hall.kill("T001");
  seat.payroll.send("TOO LATE");
  EXPECT_EQ(seat.hall.state("T001"), "TERMINATING");
  seat.payroll.say(CloseSession{});
  EXPECT_EQ(seat.hall.state("T001"), "CONCT");
}

TEST(ApplicationFaults, ALostClientIsToldAndReleasedByClose) {
  AtWork seat;
  seat.hall.hang_up(*seat.client);
  const auto lost = seat.payroll.told<SessionLost>();
  ASSERT_THAT(lost, SizeIs(1));
  EXPECT_EQ(lost.front().reason, LossReason::ClientLost);
  EXPECT_EQ(seat.hall.state("T001"), "TERMINATING");
  seat.payroll.say(CloseSession{});
  EXPECT_EQ(seat.hall.state("T001"), "CONCT");
}

TEST(ApplicationFaults, UsersOfALostApplicationAreToldOnTheirMenu) {
  AtWork seat;
  seat.payroll.ends(AcbEnd::Lost);
  EXPECT_EQ(seat.hall.view("T001").application, "BSTTUSST");
  EXPECT_THAT(seat.client->screen(), HasSubstr("PAYROLL has ended unexpectedly"));
  seat.hall.enter(*seat.client, "LOGON APPLID(PAYROLL)");
  EXPECT_THAT(seat.client->screen(), HasSubstr("PAYROLL has not been started"));
}

TEST(ApplicationFaults, UsersOfAClosedOrHungApplicationAreToldSo) {
  AtWork closed(kWaits);
  closed.payroll.ends(AcbEnd::Closed);
  EXPECT_THAT(closed.client->screen(), HasSubstr("PAYROLL has closed"));
  EXPECT_EQ(closed.hall.view("T001").queued, "") << "who closes is not waited for";
  AtWork hung;
  hung.payroll.ends(AcbEnd::Unresponsive);
  EXPECT_THAT(hung.client->screen(), HasSubstr("PAYROLL does not respond"));
}

TEST(ApplicationFaults, UsersWaitForALostApplicationWhereItsDefinitionSaysSo) {
  AtWork seat(kWaits);
  seat.payroll.ends(AcbEnd::Lost);
  EXPECT_EQ(seat.hall.view("T001").queued, "PAYROLL");
  EXPECT_THAT(seat.client->screen(), HasSubstr("PAYROLL has ended unexpectedly"));
  FakeApplication orders(seat.hall, "ORDERS");
  EXPECT_EQ(seat.hall.view("T001").queued, "PAYROLL") << "another ACB is nothing to it";
  FakeApplication again(seat.hall, "PAYROLL");
  EXPECT_THAT(again.told<SessionBegun>(), SizeIs(1));
  EXPECT_EQ(seat.hall.view("T001").application, "PAYROLL");
  again.accept();
  again.send("HERE AGAIN");
  EXPECT_THAT(seat.client->screen(), HasSubstr("HERE AGAIN"));
}

TEST(ApplicationFaults, AUserWhoWaitsMayGiveUp) {
  AtWork seat(kWaits);
  seat.payroll.ends(AcbEnd::Unresponsive);
  seat.hall.key(*seat.client, 0xF3, 0);
  EXPECT_EQ(seat.hall.view("T001").queued, "");
  EXPECT_EQ(seat.hall.view("T001").application, "BSTTUSST");
}

TEST(ApplicationFaults, ATerminatingLuIsFreeWhenItsAcbCloses) {
  AtWork seat;
  seat.hall.kill("T001");
  EXPECT_EQ(seat.hall.state("T001"), "TERMINATING");
  seat.payroll.ends(AcbEnd::Lost);
  EXPECT_EQ(seat.hall.state("T001"), "CONCT");
}

TEST(ApplicationFaults, AnApplicationMayDieBeforeItSends) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = hall.connect();
  hall.enter(client, "LOGON APPLID(PAYROLL)");
  payroll.accept();
  const vtam::SessionKey key = payroll.session();
  payroll.ends(AcbEnd::Lost);
  EXPECT_THAT(client.screen(), HasSubstr("PAYROLL has ended unexpectedly"));
  const std::uint64_t stale = hall.table(key.session.reactor).counters().stale_messages;
  hall.say(key, CloseSession{});
  EXPECT_EQ(hall.table(key.session.reactor).counters().stale_messages, stale + 1);
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
}

TEST(ApplicationFaults, WhatIsSaidToAnEarlierSessionIsStale) {
  AtWork seat;
  const vtam::SessionKey first = seat.payroll.session();
  seat.payroll.say(CloseSession{});
  seat.hall.enter(*seat.client, "LOGON APPLID(PAYROLL)");
  seat.payroll.accept();
  seat.payroll.send("SECOND");
  const auto stale = [&] {
    return seat.hall.table(first.session.reactor).counters().stale_messages;
  };
  const std::uint64_t before = stale();
  seat.hall.say(first, CloseSession{});
  vtam::SessionKey never = seat.payroll.session();
  ++never.turn;
  seat.hall.say(never, CloseSession{});
  never.session.slot = 4711;
  seat.hall.say(never, CloseSession{});
  EXPECT_EQ(stale(), before + 3);
  EXPECT_EQ(seat.hall.view("T001").application, "PAYROLL");
}

TEST(ApplicationFaults, CreditComesBackWhenTheClientHasTakenWhatWasSent) {
  AtWork seat;
  for (int sends = 0; sends < 3; ++sends) {
    seat.payroll.send("MORE");
  }
  const auto credit = seat.payroll.told<CreditBack>();
  ASSERT_THAT(credit, SizeIs(1)) << "in one message, with that of the first screen";
  EXPECT_EQ(credit.front().n, config::limits::kCreditStep);
}

TEST(ApplicationFaults, ASlowClientGivesNoCreditUntilItReads) {
  AtWork seat;
  seat.client->reads = false;
  for (int sends = 0; sends < 7; ++sends) {
    seat.payroll.send("MORE");
  }
  EXPECT_THAT(seat.payroll.told<CreditBack>(), SizeIs(0));
  seat.hall.read(*seat.client);
  const auto credit = seat.payroll.told<CreditBack>();
  ASSERT_THAT(credit, SizeIs(1));
  EXPECT_EQ(credit.front().n, 8U);
}

TEST(ApplicationFaults, ASlowClientIsNotEndedByLargeScreensWithinCredit) {
  AtWork seat;
  seat.payroll.ends(AcbEnd::Closed);
  FakeApplication large(seat.hall, "PAYROLL", vtam::AcbMode::Datastream);
  seat.hall.enter(*seat.client, "LOGON APPLID(PAYROLL)");
  large.accept();
  seat.client->reads = false;
  tn3270::ByteBuffer record(60'000, 0x40);
  record[0] = 0xF5;
  record[1] = 0xC3;
  for (int sends = 0; sends < 8; ++sends) {
    large.say(vtam::SendRecord{.record = record});
  }
  const auto refused = large.told<vtam::SendRefused>();
  ASSERT_THAT(refused, SizeIs(6));
  EXPECT_EQ(refused.front().rule, "NO-ROOM");
  EXPECT_LT(seat.client->unread.size(), config::limits::kUnsentOutput);
  EXPECT_TRUE(seat.client->open);
}

TEST(ApplicationFaults, AHungApplicationDoesNotCollectInput) {
  AtWork seat;
  for (std::uint32_t inputs = 0; inputs < config::limits::kApplicationInputs + 5; ++inputs) {
    type_name(seat.hall, *seat.client, 0x7D, "AGAIN");
  }
  EXPECT_THAT(seat.payroll.told<UserInput>(), SizeIs(config::limits::kApplicationInputs));
  seat.payroll.send("AT LAST");
  type_name(seat.hall, *seat.client, 0x7D, "GOOD");
  EXPECT_THAT(seat.payroll.told<UserInput>(), SizeIs(1));
}

TEST(ApplicationFaults, APrinterWaitsForItsApplicationAndLogsOnAgain) {
  FakeHall hall(socket_shop());
  doubles::ScriptedTerminal::Manners manners;
  manners.device = "IBM-3287-1";
  manners.answers_records = true;
  hall.connect(manners);
  EXPECT_EQ(hall.state("P001"), "ACTIV");
  FakeApplication payroll(hall, "PAYROLL");
  EXPECT_EQ(hall.state("P001"), "ACT/S");
  EXPECT_TRUE(payroll.told<SessionBegun>().at(0).printer);
  payroll.accept();
  payroll.say(vtam::PrintText{.text = "PAY SLIP\n", .end_of_job = true, .id = "1"});
  const auto printed = payroll.told<vtam::Printed>();
  ASSERT_THAT(printed, SizeIs(1));
  EXPECT_EQ(printed.front().id, "1");
  payroll.ends(AcbEnd::Lost);
  EXPECT_EQ(hall.state("P001"), "ACTIV");
  FakeApplication again(hall, "PAYROLL");
  EXPECT_EQ(hall.state("P001"), "ACT/S");
}

}  // namespace
}  // namespace conversation
