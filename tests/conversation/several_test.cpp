#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/conversation/several_user.h"

// A user with several applications at the socket: those that he has left go on.
namespace conversation {
namespace {

using doubles::ScriptedTerminal;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// Who is at work already: how the sessions began has been heard.
struct DeskAtWork : SeveralDesk {
  explicit DeskAtWork(const std::string& json = several_shop(),
                      ScriptedTerminal::Manners manners = {})
      : SeveralDesk(json, std::move(manners)) {
    payroll.told<vtam::SessionBegun>();
    orders.told<vtam::SessionBegun>();
  }
};

TEST(Several, AKeyShowsTheMenuAndAnotherTheNextOne) {
  DeskAtWork desk;
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
  EXPECT_THAT(suspended(desk.hall), ElementsAre("PAYROLL"));
  const tn3270::ScreenModel orders = desk.user.shown();
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("WAGES OF THE WEEK"));
  EXPECT_THAT(suspended(desk.hall), ElementsAre("ORDERS"));
  desk.user.press(kNextKey);
  EXPECT_EQ(desk.user.shown(), orders) << "cell by cell, cursor and keyboard too";
  desk.user.press(kMenuKey);
  EXPECT_TRUE(desk.user.on_menu());
  EXPECT_THAT(desk.user.screen(), HasSubstr("live"));
  EXPECT_THAT(suspended(desk.hall), ElementsAre("ORDERS", "PAYROLL"));
  desk.user.choose("PAYROLL");
  EXPECT_THAT(desk.user.screen(), HasSubstr("WAGES OF THE WEEK"));
  EXPECT_EQ(desk.payroll.untold() + desk.orders.untold(), 0U) << "they have noticed nothing";
}

TEST(Several, WhatWasTypedIsThereAndIsSentLater) {
  DeskAtWork desk;
  desk.user.type("SMITH");
  const tn3270::ScreenModel before = desk.user.shown();
  for (int round = 0; round < 3; ++round) {
    desk.user.press(kNextKey);
    ASSERT_THAT(desk.user.screen(), HasSubstr("WAGES OF THE WEEK"));
    desk.user.press(kNextKey);
    ASSERT_EQ(desk.user.shown(), before);
  }
  type_name(desk.hall, desk.user.client(), kEnter, "SMITH");
  const auto inputs = desk.orders.told<vtam::UserInput>();
  ASSERT_THAT(inputs, SizeIs(1));
  EXPECT_EQ(inputs.front().fields.at(0).second, "SMITH");
}

TEST(Several, WritesGoOnWithCreditAndAnswers) {
  DeskAtWork desk;
  desk.payroll.told<vtam::CreditBack>();
  std::uint32_t credit = 0;
  for (int i = 0; i < 40; ++i) {
    desk.payroll.send("LINE " + std::to_string(i), i % 2 == 0, "7");
    for (const auto& back : desk.payroll.told<vtam::CreditBack>()) {
      credit += back.n;
    }
  }
  EXPECT_THAT(desk.payroll.told<vtam::SendRefused>(), IsEmpty());
  EXPECT_GT(credit, 40U - config::limits::kCreditStep);
  const auto answers = desk.payroll.told<vtam::Responded>();
  ASSERT_THAT(answers, SizeIs(20)) << "VTAM answers for the terminal";
  EXPECT_TRUE(answers.back().answer.positive);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY")) << "nothing of it is seen";
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("LINE 39"));
  EXPECT_THAT(desk.user.screen(), Not(HasSubstr("LINE 38")));
}

TEST(Several, AnswersThatWereOwedAreGivenByVtam) {
  DeskAtWork desk;
  desk.orders.send("SAY WHETHER YOU SEE IT", true, "9");
  EXPECT_THAT(desk.orders.told<vtam::Responded>(), IsEmpty());
  desk.user.press(kMenuKey);
  EXPECT_THAT(desk.orders.told<vtam::Responded>(), SizeIs(1));
}

TEST(Several, OnlyTheOneInFrontHearsTheUser) {
  DeskAtWork desk;
  for (const std::uint8_t key : {kEnter, kPf3}) {
    type_name(desk.hall, desk.user.client(), key, "SMITH");
    EXPECT_THAT(desk.orders.told<vtam::UserInput>(), SizeIs(1));
  }
  EXPECT_EQ(desk.payroll.untold(), 0U);
  desk.user.press(kNextKey);
  type_name(desk.hall, desk.user.client(), kEnter, "SMITH");
  EXPECT_THAT(desk.payroll.told<vtam::UserInput>(), SizeIs(1));
  EXPECT_EQ(desk.orders.untold(), 0U);
}

TEST(Several, NothingIsLiveUntilTheSessionBegins) {
  FakeHall hall(several_shop());
  SeveralUser user(hall, hall.connect());
  user.press(kMenuKey);
  EXPECT_TRUE(user.on_menu());
  user.press(kNextKey);
  EXPECT_TRUE(user.on_menu());
  EXPECT_THAT(suspended(hall), IsEmpty());
}

TEST(Several, AKeyThatIsPressedTwiceInOneReadCountsOnce) {
  DeskAtWork desk;
  desk.user.client().terminal.send({kMenuKey});
  desk.user.client().terminal.send({kMenuKey});
  desk.user.go_on();
  EXPECT_TRUE(desk.user.on_menu());
  EXPECT_THAT(suspended(desk.hall), ElementsAre("ORDERS", "PAYROLL"));
  EXPECT_EQ(desk.hall.table(0).counters().repeated_inputs, 1U);
}

TEST(Several, AnAnswerThatComesLateIsNobodys) {
  DeskAtWork desk;
  desk.user.mute = true;
  desk.user.press(kMenuKey);
  EXPECT_FALSE(desk.user.on_menu());
  desk.hall.pass(config::limits::kQueryReply);
  EXPECT_TRUE(desk.user.on_menu()) << "it is not waited for without end";
  desk.user.answer(kMenuKey);
  EXPECT_TRUE(desk.user.on_menu());
  EXPECT_THAT(suspended(desk.hall), ElementsAre("ORDERS", "PAYROLL"));
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
  desk.hall.pass(config::limits::kQueryReply);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
}

TEST(Several, ATerminalThatRefusesToAnswerLeavesAtOnce) {
  DeskAtWork desk;
  desk.user.mute = true;
  desk.user.press(kMenuKey);
  desk.user.refuse();
  EXPECT_TRUE(desk.user.on_menu());
  EXPECT_THAT(suspended(desk.hall), ElementsAre("ORDERS", "PAYROLL"));
}

// What ends the session while the terminal is asked is not undone by its answer.
TEST(Several, AnApplicationThatEndsWhileTheTerminalIsAsked) {
  DeskAtWork desk;
  desk.user.mute = true;
  desk.user.press(kNextKey);
  desk.orders.say(vtam::CloseSession{});
  EXPECT_TRUE(desk.user.on_menu());
  desk.user.answer(kNextKey);
  EXPECT_TRUE(desk.user.on_menu());
  EXPECT_THAT(suspended(desk.hall), ElementsAre("PAYROLL"));
  desk.hall.pass(config::limits::kQueryReply);
  EXPECT_TRUE(desk.user.on_menu());
}

TEST(Several, TheNextOneMayEndWhileTheTerminalIsAsked) {
  DeskAtWork desk;
  desk.user.mute = true;
  desk.user.press(kNextKey);
  desk.payroll.say(vtam::CloseSession{});
  desk.user.answer(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
  EXPECT_FALSE(desk.user.shown().keyboard_locked());
  EXPECT_THAT(suspended(desk.hall), IsEmpty());
}

TEST(Several, SysreqComesFirst) {
  DeskAtWork desk;
  desk.user.client().terminal.press_sysreq();
  desk.user.go_on();
  desk.user.press(kMenuKey);
  EXPECT_THAT(suspended(desk.hall), ElementsAre("PAYROLL")) << "there is no key but SYSREQ";
  desk.payroll.send("WRITTEN MEANWHILE");
  EXPECT_THAT(desk.payroll.told<vtam::SendRefused>(), IsEmpty()) << "it is not the suspended one";
  desk.user.client().terminal.press_sysreq();
  desk.user.go_on();
  EXPECT_THAT(desk.orders.told<vtam::RepaintWanted>(), SizeIs(1));
  EXPECT_THAT(desk.payroll.told<vtam::RepaintWanted>(), IsEmpty());
  desk.user.press(kMenuKey);
  desk.user.choose("PAYROLL");
  EXPECT_THAT(desk.user.screen(), HasSubstr("WRITTEN MEANWHILE"));
}

TEST(Several, LogoffUnderSysreqEndsTheOneInFront) {
  DeskAtWork desk;
  desk.user.client().terminal.press_sysreq();
  desk.user.go_on();
  desk.user.client().terminal.send_sscp(tn3270::cp037()->encode("LOGOFF"));
  desk.user.go_on();
  EXPECT_THAT(desk.orders.told<vtam::SessionLost>(), SizeIs(1));
  EXPECT_THAT(desk.payroll.told<vtam::SessionLost>(), SizeIs(1)) << "it has not let go, so all end";
  desk.orders.say(vtam::CloseSession{});
  EXPECT_EQ(desk.hall.state("T001"), "TERMINATING");
  desk.payroll.say(vtam::CloseSession{});
  EXPECT_EQ(desk.hall.state("T001"), "CONCT");
}

TEST(Several, ALogonThatWaitsIsNotLeft) {
  DeskAtWork desk(several_shop("", R"(, "on_failure": "wait")"));
  desk.user.press(kNextKey);
  desk.payroll.ends(vtam::AcbEnd::Lost);
  EXPECT_THAT(desk.user.screen(), HasSubstr("was lost at"));
  for (const std::uint8_t key : {kMenuKey, kNextKey}) {
    desk.user.press(key);
    EXPECT_THAT(desk.user.screen(), HasSubstr("was lost at"));
    EXPECT_THAT(suspended(desk.hall), ElementsAre("ORDERS"));
  }
  FakeApplication again(desk.hall, "PAYROLL");
  EXPECT_THAT(again.told<vtam::SessionBegun>(), SizeIs(1));
  again.accept();
  again.send("HERE AGAIN");
  EXPECT_THAT(desk.user.screen(), HasSubstr("HERE AGAIN"));
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
}

// It passes its session on while its user is with another one, who owes that one an answer.
TEST(Several, ASuspendedOnePassesItsSessionOn) {
  DeskAtWork desk;
  FakeApplication stock(desk.hall, "STOCK");
  desk.orders.send("SAY WHETHER YOU SEE IT", true, "9");
  vtam::CloseSession pass;
  pass.pass_to = config::ApplId::parse("STOCK");
  desk.payroll.say(pass);
  EXPECT_THAT(suspended(desk.hall), ElementsAre("STOCK"));
  stock.accept();
  stock.send("STOCK OF PAPER");
  const auto& record = desk.user.client().terminal.records().back();
  EXPECT_EQ(record.response_flag, 2) << "the last that the terminal has seen";
  desk.user.client().terminal.send_raw(
      {0x02, 0x00, 0x00, static_cast<std::uint8_t>(record.sequence >> 8U),
       static_cast<std::uint8_t>(record.sequence), 0x00, 0xFF, 0xEF});
  desk.user.go_on();
  EXPECT_THAT(desk.orders.told<vtam::Responded>(), SizeIs(1));
  desk.user.press(kNextKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("STOCK OF PAPER"));
}

TEST(Several, APassToTheOneInFrontIsRefused) {
  DeskAtWork desk;
  vtam::CloseSession pass;
  pass.pass_to = config::ApplId::parse("ORDERS");
  desk.payroll.say(pass);
  EXPECT_THAT(suspended(desk.hall), IsEmpty());
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS OF THE DAY"));
  desk.user.press(kMenuKey);
  EXPECT_THAT(desk.user.screen(), HasSubstr("ORDERS is live on this terminal already"));
}

// The list of printers comes to a session that its user has left in the meantime.
TEST(Several, AListOfPrintersComesBehind) {
  FakeHall hall(several_shop());
  ScriptedTerminal::Manners printer;
  printer.device = "IBM-3287-1";
  printer.lus = {"P001"};
  SeveralUser user(hall, hall.connect());
  user.choose("BSTTVNET");
  ASSERT_THAT(user.screen(), testing::ContainsRegex("P001 +printer +CONCT"));
  hall.connect(printer);
  hall.pass(config::limits::kPrinterListFresh);
  user.client().terminal.send({kEnter, 0x40, 0x40});
  hall.hear(user.client());
  user.mute = true;
  user.client().terminal.send({kMenuKey});
  hall.hear(user.client());
  user.answer(kMenuKey);
  user.go_on();
  EXPECT_TRUE(user.on_menu());
  user.press(kNextKey);
  EXPECT_THAT(user.screen(), testing::ContainsRegex("P001 +printer +A"));
}

// The LU is acquired while its user is at the menu: those that he has left stay live.
TEST(Several, AnApplicationThatAcquiresTheTerminalComesToTheFront) {
  FakeHall hall(several_shop());
  FakeApplication payroll(hall, "PAYROLL");
  FakeApplication orders(hall, "ORDERS");
  SeveralUser user(hall, hall.connect());
  log_on(user, payroll, "PAYROLL", "WAGES OF THE WEEK");
  user.press(kMenuKey);
  hall.acquire("T001", orders.acb());
  orders.send("ORDERS HAS CALLED YOU");
  EXPECT_THAT(user.screen(), HasSubstr("ORDERS HAS CALLED YOU"));
  user.press(kNextKey);
  EXPECT_THAT(user.screen(), HasSubstr("WAGES OF THE WEEK"));
  EXPECT_THAT(suspended(hall), ElementsAre("ORDERS"));
}

}  // namespace
}  // namespace conversation
