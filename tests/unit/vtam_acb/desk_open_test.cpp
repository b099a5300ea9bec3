#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam_acb/desk_seat.h"
#include "vtam/acb/open_judge.h"

namespace vtam {
namespace {

using test::DeskSeat;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string hello(int current, int minimum, const std::string& more = "") {
  return R"({"type":"hello","id":1,"api":{"current":)" + std::to_string(current) +
         R"(,"minimum":)" + std::to_string(minimum) + R"(},"name":"shop")" + more + "}";
}

// A book with ORDERS (password SECRET) and APPLA, which opens its ACB as INNER.
DeskSeat seat_with_book() {
  DeskSeat seat;
  config::MajorNode node = test::book();
  node.rows.push_back(test::row("ORDERS"));
  node.rows.back().password = "SECRET";
  node.rows.push_back(test::row("APPLA"));
  node.rows.back().acb_name = test::appl("INNER");
  seat.shop.config.nodes.push_back(node);
  seat.network = seat.shop.network();
  seat.greet(1);
  return seat;
}

TEST(DeskHello, IsAnsweredWithVersionsAndLimits) {
  DeskSeat seat;
  seat.connect(1);
  EXPECT_THAT(seat.line(1, hello(1, 1)),
              ElementsAre(R"(1< {"type":"hello","id":1,"api":{"current":1,"minimum":1},)"
                          R"("name":"tn3270d","version":"1.2.3",)"
                          R"("limits":{"line":524288,"credit":8}})"));
  EXPECT_THAT(seat.logged(), ElementsAre("TND401I shop (pid 7) has connected, version 1"));
  EXPECT_THAT(seat.line(1, hello(1, 1)), ElementsAre(HasSubstr("HELLO-TWICE")));
}

TEST(DeskHello, ComesFirst) {
  for (const char* other : {R"({"type":"open","applid":"ORDERS"})", "GET / HTTP/1.1",
                            R"({"type":"hello"})", R"({"type":"nothing"})"}) {
    DeskSeat seat;
    seat.connect(1);
    EXPECT_THAT(seat.line(1, other), ElementsAre(HasSubstr("refused"), HasSubstr("end 1: ")));
    EXPECT_THAT(seat.line(1, hello(1, 1)), IsEmpty());
  }
}

TEST(DeskHello, OfANewerProgramGoesOnWithWhatBothKnow) {
  DeskSeat seat;
  seat.connect(1);
  EXPECT_THAT(seat.line(1, hello(2, 1)), ElementsAre(HasSubstr(R"("type":"hello")")));
  EXPECT_THAT(seat.logged(),
              ElementsAre(HasSubstr("TND401I"),
                          "TND406W shop (pid 7) speaks version 2, this server 1: they go on with "
                          "1, and what is newer is missing"));
}

TEST(DeskHello, IsRefusedOnlyWhereVersionsDoNotMeet) {
  DeskSeat seat;
  seat.connect(1);
  EXPECT_THAT(seat.line(1, hello(3, 2)),
              ElementsAre(AllOf(HasSubstr(R"("rule":"VERSION")"),
                                HasSubstr("shop speaks version 3 (and understands 2), this server "
                                          "1 (and understands 1): a newer tn3270d is needed")),
                          HasSubstr("end 1: ")));
}

TEST(DeskHello, BringsATokenOverTcp) {
  for (const auto& [token, good] : std::vector<std::pair<std::string, bool>>{
           {"", false}, {R"(,"token":"tok")", false}, {R"(,"token":"token2")", true}}) {
    DeskSeat seat;
    seat.desk.allow_tokens({"token1", "token2"});
    seat.connect(1, true);
    const auto told = seat.line(1, hello(1, 1, token));
    ASSERT_FALSE(told.empty());
    EXPECT_THAT(told.front(), HasSubstr(good ? R"("type":"hello")" : R"("rule":"TOKEN")"));
    EXPECT_EQ(told.size(), good ? 1U : 2U);
  }
}

TEST(DeskHello, IsWaitedForOnlySoLong) {
  DeskSeat seat;
  seat.connect(1);
  EXPECT_THAT(seat.wait(config::limits::kApplicationHello - config::Ticks(1)), IsEmpty());
  EXPECT_THAT(seat.wait(config::Ticks(1)),
              ElementsAre(HasSubstr(R"("rule":"NO-HELLO","why":"no hello came within 10 s")"),
                          HasSubstr("end 1")));
}

TEST(DeskOpen, OpensAnAcbAndClosesIt) {
  DeskSeat seat;
  seat.greet(1);
  EXPECT_THAT(seat.line(1, R"({"type":"open","id":2,"applid":"orders"})"),
              ElementsAre("open 1 ORDERS screen",
                          R"(1< {"type":"opened","id":2,"applid":"ORDERS","mode":"screen",)"
                          R"("acquire":true,"pass":true})"));
  seat.logon(1, "0.5.1.1", "T001");
  ASSERT_EQ(seat.desk.views().size(), 1U);
  EXPECT_EQ(seat.desk.views().front().application.text(), "ORDERS");
  EXPECT_EQ(seat.desk.views().front().name, "shop");
  EXPECT_EQ(seat.desk.views().front().where, "pid 7");
  EXPECT_EQ(seat.desk.views().front().sessions, 1U);
  EXPECT_THAT(
      seat.line(1, R"({"type":"close","id":3,"applid":"ORDERS"})"),
      ElementsAre("close 1 ORDERS closed", R"(1< {"type":"closed","id":3,"applid":"ORDERS"})"));
  EXPECT_EQ(seat.desk.sessions(), 0U);
  EXPECT_THAT(seat.heard(1, "0.5.1.1", SessionLost{}), IsEmpty());
  EXPECT_THAT(seat.line(1, R"({"type":"close","applid":"ORDERS"})"),
              ElementsAre(HasSubstr("NOT-OPEN")));
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"ORDERS"})"),
              ElementsAre("open 2 ORDERS screen", HasSubstr("opened")));
}

TEST(DeskOpen, IsRefusedInWordsThatHelp) {
  DeskSeat seat = seat_with_book();
  const auto why = [&](const std::string& applid) {
    const auto told = seat.line(1, R"({"type":"open","applid":")" + applid + "\"}");
    return told.empty() ? "" : told.front();
  };
  EXPECT_THAT(why("PAYROL"), AllOf(HasSubstr("NOT-DEFINED"), HasSubstr("did you mean 'PAYROLL'"),
                                   HasSubstr(R"(add {\"name\": \"PAYROL\", \"type\": \"socket\"})"),
                                   HasSubstr(R"("sense":"087D0001")")));
  EXPECT_THAT(why("T001"), AllOf(HasSubstr("IS-A-LU"), HasSubstr("T001 is a LU")));
  EXPECT_THAT(why("DEMO"), AllOf(HasSubstr("BUILT-IN"),
                                 HasSubstr("is served by this server itself (type demo)")));
  EXPECT_THAT(why("BSTTUSST"), HasSubstr("BUILT-IN"));
}

TEST(DeskOpen, NeedsAnActiveNode) {
  DeskSeat seat = seat_with_book();
  NetworkChange change;
  change.to = Activation::Inactive;
  change.node = test::node("VNETAPPL");
  seat.network = std::make_shared<const Network>(*seat.network, change);
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"APPLA"})"),
              ElementsAre(AllOf(HasSubstr("NOT-ACTIVE"),
                                HasSubstr("node VNETAPPL was varied inactive by the operator"))));
  seat.shop.config.start_list =
      config::StartList{.nodes = {test::node("OTHER")}, .name = "ATCCON00", .at = {}};
  seat.network = seat.shop.network();
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"APPLA"})"),
              ElementsAre(HasSubstr("node VNETAPPL is not in ATCCON00")));
}

TEST(DeskOpen, GoesByAcbnameAndKeepsThatName) {
  DeskSeat seat = seat_with_book();
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"INNER"})"),
              ElementsAre("open 1 APPLA screen", HasSubstr(R"("applid":"INNER")")));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", DeskSeat::begun("T001", "APPLA")),
              ElementsAre(HasSubstr(R"("applid":"INNER")")));
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"APPLA"})"),
              ElementsAre(HasSubstr("ALREADY-OPEN")));
  EXPECT_THAT(seat.line(1, R"({"type":"close","applid":"INNER"})"),
              ElementsAre("close 1 APPLA closed", HasSubstr(R"("applid":"INNER")")));
}

TEST(DeskOpen, NeedsThePasswordAndNeverEchoesIt) {
  DeskSeat seat = seat_with_book();
  EXPECT_THAT(
      seat.line(1, R"({"type":"open","applid":"ORDERS"})"),
      ElementsAre(AllOf(HasSubstr(R"("rule":"PASSWORD")"), HasSubstr("needs the password"))));
  const auto wrong = seat.line(1, R"({"type":"open","applid":"ORDERS","password":"SECRE"})");
  EXPECT_THAT(wrong, ElementsAre(AllOf(HasSubstr("has another password"),
                                       testing::Not(HasSubstr("SECRE\"")))));
  EXPECT_THAT(seat.logged(), testing::Each(testing::Not(HasSubstr("SECRE"))));
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"ORDERS","password":"SECRET"})"),
              ElementsAre("open 1 ORDERS screen", HasSubstr("opened")));
}

TEST(DeskOpen, IsNotGuessedAt) {
  DeskSeat seat = seat_with_book();
  const std::string guess = R"({"type":"open","applid":"ORDERS","password":"A"})";
  for (std::uint32_t tries = 1; tries < config::limits::kAcbPasswords; ++tries) {
    EXPECT_THAT(seat.line(1, guess), ElementsAre(HasSubstr("PASSWORD")));
  }
  EXPECT_THAT(seat.line(1, guess), ElementsAre(HasSubstr("PASSWORD"), HasSubstr("end 1: ")));
  EXPECT_THAT(seat.line(1, R"({"type":"open","applid":"ORDERS","password":"SECRET"})"), IsEmpty());
}

TEST(DeskOpen, SaysWhoHasTheAcb) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.greet(2);
  EXPECT_THAT(seat.line(2, R"({"type":"open","applid":"ORDERS"})"),
              ElementsAre(AllOf(HasSubstr("ALREADY-OPEN"),
                                HasSubstr("ORDERS is open already, by shop (pid 7)"))));
}

TEST(DeskOpen, LimitsTheAcbsOfAConnection) {
  DeskSeat seat;
  for (std::size_t index = 0; index <= config::limits::kAcbsPerConnection; ++index) {
    seat.shop.application(("A" + std::to_string(index)).c_str(), "socket");
  }
  seat.network = seat.shop.network();
  seat.greet(1);
  const auto open = [&](std::size_t index) {
    return seat.line(1, R"({"type":"open","applid":"A)" + std::to_string(index) + "\"}");
  };
  for (std::size_t index = 0; index < config::limits::kAcbsPerConnection; ++index) {
    ASSERT_EQ(open(index).size(), 2U);
  }
  EXPECT_THAT(open(config::limits::kAcbsPerConnection), ElementsAre(HasSubstr("TOO-MANY-ACBS")));
  EXPECT_EQ(seat.gone(1).size(), config::limits::kAcbsPerConnection);
  EXPECT_TRUE(seat.desk.views().empty());
}

TEST(Secrets, AreTheSameOnlyWhole) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("ab", "abc"));
  EXPECT_FALSE(same_secret("abcd", "abc"));
  EXPECT_FALSE(same_secret("abd", "abc"));
  EXPECT_FALSE(same_secret("", "abc"));
}

}  // namespace
}  // namespace vtam
