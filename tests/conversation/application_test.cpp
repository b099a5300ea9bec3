#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/fake_application.h"
#include "tests/conversation/keys.h"

// Sessions of applications at the socket, as they should go.
namespace conversation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
using vtam::AcbEnd;
using vtam::AcbMode;
using vtam::CloseSession;
using vtam::CreditBack;
using vtam::RejectLogon;
using vtam::Responded;
using vtam::SendRefused;
using vtam::SessionBegun;
using vtam::SessionClosed;
using vtam::UserInput;

Client& log_on(FakeHall& hall, const std::string& application) {
  Client& client = hall.connect();
  hall.enter(client, "LOGON APPLID(" + application + ") DATA(NIGHT SHIFT)");
  return client;
}

TEST(Application, IsRefusedInWordsUntilItHasOpenedItsAcb) {
  FakeHall hall(socket_shop());
  Client& client = log_on(hall, "PAYROLL");
  EXPECT_THAT(client.screen(), HasSubstr("PAYROLL has not been started"));
  FakeApplication payroll(hall, "PAYROLL");
  hall.enter(client, "LOGON APPLID(PAYROLL)");
  EXPECT_EQ(hall.view("T001").application, "PAYROLL");
}

TEST(Application, IsToldWhoLogsOn) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  log_on(hall, "PAYROLL");
  const auto logons = payroll.told<SessionBegun>();
  ASSERT_THAT(logons, SizeIs(1));
  const SessionBegun& logon = logons.front();
  EXPECT_EQ(logon.lu.text(), "T001");
  EXPECT_EQ(logon.application.text(), "PAYROLL");
  EXPECT_EQ(logon.device, "IBM-3278-2-E");
  EXPECT_EQ(logon.data, "NIGHT SHIFT");
  EXPECT_EQ(logon.code_page, "037");
  EXPECT_THAT(logon.client, HasSubstr("127.0.0.1"));
  EXPECT_FALSE(logon.printer);
  EXPECT_FALSE(logon.from);
  EXPECT_EQ(logon.acquire, 0U);
  EXPECT_EQ(payroll.session().turn, 1U);
}

TEST(Application, SendsScreensAndHearsWhatIsTyped) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = log_on(hall, "PAYROLL");
  payroll.accept();
  payroll.send("WAGES OF THE WEEK");
  EXPECT_THAT(client.screen(), HasSubstr("WAGES OF THE WEEK"));
  type_name(hall, client, kEnter, "SMITH");
  const auto inputs = payroll.told<UserInput>();
  ASSERT_THAT(inputs, SizeIs(1));
  EXPECT_EQ(inputs.front().aid, tn3270::Aid::Enter);
  EXPECT_THAT(inputs.front().fields, ElementsAre(Pair("name", "SMITH")));
}

TEST(Application, HearsNothingThatIsTypedBeforeItAccepts) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = log_on(hall, "PAYROLL");
  hall.enter(client, "TOO EARLY");
  EXPECT_THAT(payroll.told<UserInput>(), SizeIs(0));
  payroll.accept();
  hall.enter(client, "NOW");
  EXPECT_THAT(payroll.told<UserInput>(), SizeIs(1));
}

TEST(Application, GetsRecordsAsTheyAreInDatastreamMode) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL", AcbMode::Datastream);
  Client& client = log_on(hall, "PAYROLL");
  payroll.accept();
  payroll.say(vtam::SendRecord{.record = {0xF5, 0xC3, 0xC1, 0xC2}});
  EXPECT_THAT(client.screen(), HasSubstr("AB"));
  hall.enter(client, "X");
  const auto records = payroll.told<vtam::RecordInput>();
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records.front().record.front(), kEnter);
  EXPECT_EQ(records.front().record.back(), 0xE7);
}

TEST(Application, ClosesASessionWithANoticeOnTheMenu) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = log_on(hall, "PAYROLL");
  payroll.accept();
  payroll.say(CloseSession{.notice = "wages are paid", .id = "7"});
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
  EXPECT_THAT(client.screen(), HasSubstr("wages are paid"));
  const auto closed = payroll.told<SessionClosed>();
  ASSERT_THAT(closed, SizeIs(1));
  EXPECT_EQ(closed.front().id, "7");
}

TEST(Application, RejectsALogonWithWordsAndSense) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = log_on(hall, "PAYROLL");
  payroll.say(RejectLogon{.why = "come back on Friday"});
  EXPECT_EQ(hall.view("T001").application, "BSTTUSST");
  EXPECT_THAT(client.screen(), HasSubstr("PAYROLL: come back on Friday"));
  EXPECT_THAT(client.screen(), HasSubstr("08010000"));
}

TEST(Application, PassesASessionToAnotherWithDataAndGetsItBack) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  FakeApplication orders(hall, "ORDERS");
  Client& client = log_on(hall, "PAYROLL");
  payroll.accept();
  payroll.say(CloseSession{.pass_to = config::ApplId::parse("ORDERS"), .data = "ORDER 4711"});
  EXPECT_THAT(payroll.told<SessionClosed>(), SizeIs(1));
  const auto there = orders.told<SessionBegun>();
  ASSERT_THAT(there, SizeIs(1));
  EXPECT_EQ(there.front().from->text(), "PAYROLL");
  EXPECT_EQ(there.front().data, "ORDER 4711");
  EXPECT_EQ(orders.session().turn, 2U);
  orders.accept();
  orders.send("HERE ARE ORDERS");
  EXPECT_THAT(client.screen(), HasSubstr("HERE ARE ORDERS"));
  orders.say(CloseSession{.pass_to = config::ApplId::parse("PAYROLL"), .data = "DONE"});
  EXPECT_THAT(payroll.told<SessionBegun>(), SizeIs(2));
  EXPECT_EQ(payroll.session().turn, 3U);
}

TEST(Application, HearsTheAnswersToItsSendsInOrder) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  doubles::ScriptedTerminal::Manners manners;
  manners.answers_records = true;
  Client& client = hall.connect(manners);
  hall.enter(client, "LOGON APPLID(PAYROLL)");
  payroll.accept();
  client.terminal.answer_next(doubles::ScriptedTerminal::Trouble::OperationCheck);
  payroll.send("ONE", true, "1");
  payroll.send("TWO", true, "2");
  const auto answers = payroll.told<Responded>();
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[0].id, "1");
  EXPECT_EQ(answers[0].answer.sense, 0x10050000U);
  EXPECT_EQ(answers[1].id, "2");
  EXPECT_TRUE(answers[1].answer.positive);
}

TEST(Application, IsToldWhichFieldItsScreenCanNotHave) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = log_on(hall, "PAYROLL");
  payroll.accept();
  payroll.send("GOOD");
  vtam::SendScreen send;
  send.id = "9";
  send.screen.fields.push_back({.place = {99, 1}, .name = "far", .length = 3});
  payroll.say(send);
  const auto refused = payroll.told<SendRefused>();
  ASSERT_THAT(refused, SizeIs(1));
  EXPECT_EQ(refused.front().id, "9");
  EXPECT_EQ(refused.front().field, "far");
  ASSERT_THAT(payroll.told<CreditBack>(), SizeIs(1)) << "of the refused one, at once";
  EXPECT_THAT(client.screen(), HasSubstr("GOOD"));
}

TEST(Application, CanNotSendWhileItsUserHasSuspendedTheSession) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = log_on(hall, "PAYROLL");
  payroll.accept();
  client.terminal.press_sysreq();
  hall.settle();
  payroll.send("NOT NOW");
  EXPECT_THAT(client.screen(), Not(HasSubstr("NOT NOW")));
  const auto refused = payroll.told<SendRefused>();
  ASSERT_THAT(refused, SizeIs(1));
  EXPECT_EQ(refused.front().sense, 0x082D0000U);
  client.terminal.press_sysreq();
  hall.settle();
  EXPECT_THAT(payroll.told<vtam::RepaintWanted>(), SizeIs(1));
  payroll.send("HERE AGAIN");
  EXPECT_THAT(client.screen(), HasSubstr("HERE AGAIN"));
}

TEST(Application, OfAnInactiveRowKeepsItsAcbAndTakesNoLogons) {
  FakeHall hall(socket_shop());
  FakeApplication payroll(hall, "PAYROLL");
  Client& client = hall.connect();
  hall.vary("V NET,INACT,ID=PAYROLL");
  hall.enter(client, "LOGON APPLID(PAYROLL)");
  EXPECT_THAT(client.screen(), HasSubstr("PAYROLL is not active"));
  hall.vary("V NET,ACT,ID=PAYROLL");
  hall.enter(client, "LOGON APPLID(PAYROLL)");
  EXPECT_THAT(payroll.told<SessionBegun>(), SizeIs(1));
}

}  // namespace
}  // namespace conversation
