#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/limits.h"
#include "tests/unit/vtam_acb/desk_seat.h"

namespace vtam {
namespace {

using test::DeskSeat;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSend =
    R"({"type":"send","id":1,"session":"0.5.1.1","screen":{"fields":[]}})";

DeskSeat seat_in_session() {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.in_session(1, 1, "0.5.1.1", "T001");
  return seat;
}

TEST(DeskSession, BeginsWithALogonThatSaysEverythingAboutItsTerminal) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  SessionBegun begun = DeskSeat::begun("T001");
  begun.typeterm = "VSE3278Q";
  begun.device = "IBM-3278-4-E";
  begun.screen = {{24, 80}, {43, 80}};
  begun.alternate = true;
  begun.code_page = "273";
  begun.client = "192.0.2.7 port 40112";
  begun.data = "say \"hello\"";
  begun.from = test::appl("PAYROLL");
  EXPECT_THAT(
      seat.heard(1, "0.5.1.1", begun),
      ElementsAre(R"(1< {"type":"logon","session":"0.5.1.1","applid":"ORDERS","lu":"T001",)"
                  R"("lu_type":"terminal","logmode":"SP3272QN","typeterm":"VSE3278Q",)"
                  R"("screen":{"rows":24,"columns":80,"alternate":{"rows":43,"columns":80}},)"
                  R"("device":"IBM-3278-4-E","code_page":"273","client":"192.0.2.7 port 40112",)"
                  R"("data":"say \"hello\"","from":"PAYROLL"})"));
  EXPECT_EQ(seat.desk.sessions(), 1U);
}

TEST(DeskSession, OfAPrinterSaysWhetherItTakesScs) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  SessionBegun begun = DeskSeat::begun("P001");
  begun.scs = true;
  EXPECT_THAT(seat.heard(1, "0.5.1.1", begun),
              ElementsAre(AllOf(HasSubstr(R"("lu_type":"printer")"), HasSubstr(R"("scs":true)"))));
}

TEST(DeskSession, IsAcceptedAndSendsAndGetsInput) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.logon(1, "0.5.1.1", "T001");
  EXPECT_THAT(seat.line(1, R"({"type":"accept","session":"0.5.1.1"})"),
              ElementsAre("say 0.5.1.1 accept"));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre("say 0.5.1.1 screen of 0 fields erase unlock id 1"));
  UserInput input{.aid = tn3270::Aid::Pf3, .cursor = ScreenPlace{3, 10}};
  input.fields.emplace_back("user", "J\xC3\x96RG");
  input.others.emplace_back(ScreenPlace{1, 1}, "logoff");
  EXPECT_THAT(seat.heard(1, "0.5.1.1", input),
              ElementsAre(R"(1< {"type":"input","session":"0.5.1.1","aid":"PF3",)"
                          R"("cursor":{"row":3,"column":10},"fields":{"user":"JÖRG"},)"
                          R"("others":[{"row":1,"column":1,"text":"logoff"}]})"));
}

TEST(DeskSession, IsNeitherSentToNorAcceptedTwiceBeforeItsTime) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.logon(1, "0.5.1.1", "T001");
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr(R"("rule":"NOT-ACCEPTED")")));
  seat.line(1, R"({"type":"accept","session":"0.5.1.1"})");
  EXPECT_THAT(seat.line(1, R"({"type":"accept","session":"0.5.1.1","id":"b"})"),
              ElementsAre(HasSubstr(R"("of":"accept","id":"b","rule":"ALREADY-ACCEPTED")")));
  EXPECT_THAT(seat.line(1, R"({"type":"reject","session":"0.5.1.1"})"),
              ElementsAre(HasSubstr("ALREADY-ACCEPTED")));
}

TEST(DeskSession, IsRejectedWithSenseAndWords) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.logon(1, "0.5.1.1", "T001");
  EXPECT_THAT(
      seat.line(
          1, R"({"type":"reject","session":"0.5.1.1","id":2,"sense":"080A0001","why":"not you"})"),
      ElementsAre("say 0.5.1.1 reject 080A0001 not you",
                  R"(1< {"type":"closed","session":"0.5.1.1","id":2})"));
  EXPECT_EQ(seat.desk.sessions(), 0U);
  EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionClosed{}), IsEmpty());
}

TEST(DeskSession, OfAnotherConnectionIsAsIfItHadNeverBeen) {
  DeskSeat seat = seat_in_session();
  seat.open(2, "PAYROLL");
  const auto strange = seat.line(2, R"({"type":"send","session":"0.5.1.1","screen":{}})");
  const auto never = seat.line(2, R"({"type":"send","session":"0.5.1.2","screen":{}})");
  const auto garbage = seat.line(2, R"({"type":"send","session":"x","screen":{}})");
  ASSERT_EQ(strange.size(), 1U);
  EXPECT_THAT(strange.front(), HasSubstr("NOT-YOURS"));
  const auto without = [](std::string text, const std::string& session) {
    return text.replace(text.find("\"session\":\"" + session), 11 + session.size(), "");
  };
  EXPECT_EQ(without(strange.front(), "0.5.1.1"), without(never.front(), "0.5.1.2"));
  EXPECT_EQ(without(strange.front(), "0.5.1.1"), without(garbage.front(), "x"));
}

TEST(DeskSession, ClosesWithAnAnswerWhenTheLuHasLetGo) {
  DeskSeat seat = seat_in_session();
  EXPECT_THAT(seat.line(1, R"({"type":"close","id":"c","session":"0.5.1.1","pass_to":"DEMO",)"
                           R"("logmode":"D4C32XX3","data":"4711","notice":"bye"})"),
              ElementsAre("say 0.5.1.1 close pass to DEMO mode D4C32XX3 data 4711 notice bye "
                          "id \"c\""));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr(R"("rule":"CLOSING")")));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionClosed{"\"c\""}),
              ElementsAre(R"(1< {"type":"closed","session":"0.5.1.1","id":"c"})"));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr("NOT-YOURS")));
  EXPECT_EQ(seat.desk.sessions(), 0U);
}

TEST(DeskSession, GoesOnWhenItsPassIsRefused) {
  DeskSeat seat = seat_in_session();
  EXPECT_THAT(seat.line(1, R"({"type":"close","session":"0.5.1.1","pass_to":"NOSUCH"})"),
              ElementsAre(HasSubstr("NOSUCH is not known here")));
  EXPECT_THAT(seat.line(1, R"({"type":"close","session":"0.5.1.1","pass_to":"PAYROLL"})"),
              ElementsAre(HasSubstr(R"("rule":"NOT-AVAILABLE")")));
  seat.line(1, R"({"type":"close","id":9,"session":"0.5.1.1","pass_to":"DEMO"})");
  EXPECT_THAT(seat.heard(1, "0.5.1.1",
                         SendRefused{"close", "9", "NOT-PASSED", "pass_to", "nobody knows it", 0}),
              ElementsAre(R"(1< {"type":"refused","of":"close","id":9,"rule":"NOT-PASSED",)"
                          R"("why":"nobody knows it","session":"0.5.1.1","field":"pass_to"})"));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr("screen of 0")));
}

TEST(DeskSession, ThatIsLostTakesOnlyItsClose) {
  DeskSeat seat = seat_in_session();
  EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionLost{LossReason::Kill}),
              ElementsAre(R"(1< {"type":"lost","session":"0.5.1.1","reason":"kill",)"
                          R"~("sense":"08010000","why":"the operator has ended it (KILL)"})~"));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", UserInput{}), IsEmpty());
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr(R"("rule":"LOST")")));
  EXPECT_THAT(
      seat.line(1, R"({"type":"close","session":"0.5.1.1","id":3})"),
      ElementsAre("say 0.5.1.1 close id 3", R"(1< {"type":"closed","session":"0.5.1.1","id":3})"));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionClosed{"3"}), IsEmpty());
  EXPECT_EQ(seat.desk.sessions(), 0U);
}

TEST(DeskSession, WhoseRejectCrossesWithItsLossIsClosed) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.logon(1, "0.5.1.1", "T001");
  seat.heard(1, "0.5.1.1", SessionLost{});
  EXPECT_THAT(seat.line(1, R"({"type":"reject","session":"0.5.1.1","id":3})"),
              ElementsAre(HasSubstr("say 0.5.1.1 reject"),
                          R"(1< {"type":"closed","session":"0.5.1.1","id":3})"));
  EXPECT_EQ(seat.desk.sessions(), 0U);
}

TEST(DeskSession, NamesEveryReasonOfALoss) {
  const std::vector<std::pair<LossReason, const char*>> reasons = {
      {LossReason::ClientLost, "client"},
      {LossReason::Kill, "kill"},
      {LossReason::React, "react"},
      {LossReason::Logoff, "logoff"},
      {LossReason::Shutdown, "shutdown"},
      {LossReason::Inactive, "inactive"},
      {LossReason::Inactivated, "inactivated"},
      {LossReason::Broken, "broken"}};
  for (const auto& [reason, word] : reasons) {
    DeskSeat seat = seat_in_session();
    EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionLost{reason}),
                ElementsAre(HasSubstr("\"reason\":\"" + std::string(word) + "\",\"sense\":\"08")));
  }
}

TEST(DeskSession, WhoseCloseCrossesWithItsLossIsClosed) {
  DeskSeat seat = seat_in_session();
  seat.line(1, R"({"type":"close","session":"0.5.1.1","id":3})");
  EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionLost{}),
              ElementsAre(R"(1< {"type":"closed","session":"0.5.1.1","id":3})"));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionClosed{"3"}), IsEmpty());
  EXPECT_EQ(seat.desk.sessions(), 0U);
}

TEST(DeskSession, TellsEverythingElseThatHappens) {
  DeskSeat seat = seat_in_session();
  const auto told = [&](Heard heard) { return seat.heard(1, "0.5.1.1", std::move(heard)); };
  EXPECT_THAT(told(Responded{"7", {}}),
              ElementsAre(R"(1< {"type":"response","session":"0.5.1.1","id":7,"ok":true})"));
  EXPECT_THAT(told(Responded{"7", {false, 0x10030000}}),
              ElementsAre(R"(1< {"type":"response","session":"0.5.1.1","id":7,"ok":false,)"
                          R"~("sense":"10030000","why":"command reject (sense 1003 0000)"})~"));
  EXPECT_THAT(told(ClientSeen{ClientNews::Gone}),
              ElementsAre(R"(1< {"type":"client","session":"0.5.1.1","there":false})"));
  EXPECT_THAT(told(RepaintWanted{}), ElementsAre(R"(1< {"type":"repaint","session":"0.5.1.1"})"));
  EXPECT_THAT(told(Signalled{}), ElementsAre(R"(1< {"type":"signal","session":"0.5.1.1"})"));
  EXPECT_THAT(told(ReleaseWanted{test::appl("CICS")}),
              ElementsAre(R"(1< {"type":"release","session":"0.5.1.1","by":"CICS"})"));
  EXPECT_THAT(told(PrinterStatus{0x00010000}),
              ElementsAre(R"(1< {"type":"status","session":"0.5.1.1","sense":"00010000",)"
                          R"~("why":"ready again (sense 0001 0000)"})~"));
  EXPECT_THAT(told(Printed{"\"p\"", 17}),
              ElementsAre(R"(1< {"type":"printed","session":"0.5.1.1","id":"p","job":17})"));
  EXPECT_THAT(told(SendRefused{"send", "7", "UNMAPPABLE", "user",
                               "code page 037 has no such character", 0}),
              ElementsAre(R"(1< {"type":"refused","of":"send","id":7,"rule":"UNMAPPABLE",)"
                          R"("why":"code page 037 has no such character","session":"0.5.1.1",)"
                          R"("field":"user"})"));
}

TEST(DeskSession, InDatastreamModeCarriesRecords) {
  DeskSeat seat;
  seat.open(1, "ORDERS", "datastream");
  seat.in_session(1, 1, "0.5.1.1", "T001");
  EXPECT_THAT(
      seat.line(1, R"({"type":"send","session":"0.5.1.1","data":"9cM=","response":true,"id":4})"),
      ElementsAre("say 0.5.1.1 record F5C3 response id 4"));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", RecordInput{{0x7D, 0x40, 0x40}}),
              ElementsAre(R"(1< {"type":"input","session":"0.5.1.1","aid":"Enter",)"
                          R"("data":"fUBA"})"));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr(R"("rule":"MODE")")));
}

TEST(DeskSession, InScreenModeTakesNoRecords) {
  DeskSeat seat = seat_in_session();
  EXPECT_THAT(seat.line(1, R"({"type":"send","session":"0.5.1.1","data":"9cM="})"),
              ElementsAre(HasSubstr(R"("rule":"MODE")")));
}

TEST(DeskSession, OfAPrinterPrintsAndShowsNothing) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.in_session(1, 1, "0.5.1.1", "P001");
  EXPECT_THAT(
      seat.line(1, R"({"type":"print","session":"0.5.1.1","text":"A\n","end_of_job":true,"id":5})"),
      ElementsAre("say 0.5.1.1 print A\n end of job id 5"));
  EXPECT_THAT(seat.line(1, R"({"type":"print","session":"0.5.1.1","scs":"wcI="})"),
              ElementsAre("say 0.5.1.1 scs C1C2"));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr(R"("rule":"NOT-A-TERMINAL")")));
}

TEST(DeskSession, OfATerminalDoesNotPrint) {
  DeskSeat seat = seat_in_session();
  EXPECT_THAT(seat.line(1, R"({"type":"print","session":"0.5.1.1","text":"A"})"),
              ElementsAre(HasSubstr(R"("rule":"NOT-A-PRINTER")")));
}

TEST(DeskSession, PassesOnlyWithAuth) {
  DeskSeat seat;
  seat.shop.config.nodes.push_back(test::book());
  seat.network = seat.shop.network();
  seat.open(1, "BSTTVNET");
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"BSTTVNET"})"),
              ElementsAre(HasSubstr("BUILT-IN")));
  config::MajorNode node = test::book();
  node.rows.push_back(test::row("ORDERS"));
  seat.shop.config.nodes = {node};
  seat.network = seat.shop.network();
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"ORDERS"})"),
              ElementsAre("open 1 ORDERS screen",
                          R"(1< {"type":"opened","applid":"ORDERS","mode":"screen",)"
                          R"("acquire":false,"pass":false})"));
  seat.in_session(1, 1, "0.5.1.1", "T001");
  EXPECT_THAT(seat.line(1, R"({"type":"close","session":"0.5.1.1","pass_to":"PAYROLL"})"),
              ElementsAre(AllOf(HasSubstr("NOT-AUTHORISED"), HasSubstr("AUTH=(PASS)"))));
  EXPECT_THAT(seat.line(1, R"({"type":"close","session":"0.5.1.1"})"),
              ElementsAre("say 0.5.1.1 close"));
}

TEST(DeskSession, ThatBeginsForAnAcbJustClosedLeavesNoLuBehind) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.line(1, R"({"type":"close","applid":"ORDERS"})");
  EXPECT_THAT(seat.heard(1, "0.5.1.1", DeskSeat::begun("T001")), ElementsAre("say 0.5.1.1 close"));
  EXPECT_EQ(seat.desk.sessions(), 0U);
}

TEST(DeskSession, OfTheSameLuEndsWhatIsKnownOfAnEarlierOne) {
  DeskSeat seat = seat_in_session();
  seat.heard(1, "0.5.1.1", SessionLost{LossReason::React});
  EXPECT_THAT(seat.heard(1, "0.5.2.1", DeskSeat::begun("T001")),
              ElementsAre(HasSubstr(R"("type":"logon","session":"0.5.2.1")")));
  EXPECT_THAT(seat.line(1, R"({"type":"close","session":"0.5.1.1","id":1})"),
              ElementsAre(HasSubstr("say 0.5.1.1 close"), HasSubstr(R"("type":"closed")")))
      << "lost was still to be answered";
  EXPECT_EQ(seat.desk.sessions(), 1U);
  EXPECT_THAT(seat.heard(1, "0.5.3.1", DeskSeat::begun("T001")),
              ElementsAre(HasSubstr(R"("type":"lost","session":"0.5.2.1","reason":"broken")"),
                          HasSubstr(R"("session":"0.5.3.1")")));
  EXPECT_EQ(seat.desk.sessions(), 1U);
}

TEST(DeskSession, ThatIsLostAndNeverAnsweredIsForgottenInTheEnd) {
  DeskSeat seat = seat_in_session();
  for (std::size_t life = 2; life < config::limits::kLostSessions + 10; ++life) {
    seat.heard(1, "0.5." + std::to_string(life - 1) + ".1", SessionLost{LossReason::React});
    seat.heard(1, "0.5." + std::to_string(life) + ".1", DeskSeat::begun("T001"));
  }
  EXPECT_EQ(seat.desk.sessions(), config::limits::kLostSessions + 1);
}

}  // namespace
}  // namespace vtam
