#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/vtam_acb/desk_seat.h"

namespace vtam {
namespace {

using std::chrono::seconds;
using test::DeskSeat;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using What = AcquireNews::What;

DeskSeat two_applications() {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.open(2, "PAYROLL");
  return seat;
}

std::string acquire(const std::string& more = "") {
  return R"({"type":"acquire","lu":"P001")" + more + "}";
}

TEST(DeskAcquire, BringsASessionThatNeedsNoAccept) {
  DeskSeat seat = two_applications();
  EXPECT_THAT(seat.line(1, acquire(R"(,"id":"a","logmode":"SPSCSPRT")")),
              ElementsAre("acquire 1 P001 by 1 ORDERS mode SPSCSPRT"));
  EXPECT_THAT(seat.heard(1, "0.5.1.2", DeskSeat::begun("P001", "ORDERS", 1)),
              ElementsAre(HasSubstr(R"({"type":"acquired","session":"0.5.1.2","id":"a",)")));
  EXPECT_THAT(seat.line(1, R"({"type":"print","session":"0.5.1.2","text":"A"})"),
              ElementsAre("say 0.5.1.2 print A"));
  EXPECT_THAT(seat.wait(seconds(31)), IsEmpty());
}

TEST(DeskAcquire, IsFirstInFirstOutAcrossConnections) {
  DeskSeat seat = two_applications();
  EXPECT_THAT(seat.line(1, acquire()), ElementsAre("acquire 1 P001 by 1 ORDERS"));
  EXPECT_THAT(seat.line(2, acquire(R"(,"queue":true)")), IsEmpty());
  EXPECT_THAT(seat.heard(1, "0.5.1.2", DeskSeat::begun("P001", "ORDERS", 1)),
              ElementsAre("acquire 2 P001 by 2 PAYROLL", HasSubstr("acquired")));
  EXPECT_THAT(seat.news({2, What::Waiting, "ORDERS", 0}), IsEmpty());
  EXPECT_THAT(seat.wait(seconds(50)), IsEmpty());
}

TEST(DeskAcquire, IsRefusedWhenItsHolderDoesNotRelease) {
  DeskSeat seat = two_applications();
  seat.line(1, acquire(R"(,"id":7)"));
  seat.line(2, acquire(R"(,"queue":true)"));
  seat.news({1, What::Waiting, "CICS", 0});
  EXPECT_THAT(seat.wait(seconds(9)), IsEmpty());
  EXPECT_THAT(seat.wait(seconds(1)),
              ElementsAre(R"(1< {"type":"refused","of":"acquire","id":7,"rule":"NOT-RELEASED",)"
                          R"("why":"P001 is held by CICS, which has not released it within 10 s",)"
                          R"("lu":"P001","sense":"08050000"})",
                          "cancel 1 P001", "acquire 2 P001 by 2 PAYROLL"));
}

TEST(DeskAcquire, BehindOthersIsRefusedInTime) {
  DeskSeat seat = two_applications();
  seat.line(1, acquire(R"(,"queue":true)"));
  seat.line(2, acquire());
  EXPECT_THAT(seat.wait(seconds(10)),
              ElementsAre(AllOf(HasSubstr("2< "), HasSubstr("others have asked for it before"))));
}

TEST(DeskAcquire, OfALuWithoutAClientIsRefusedOrAskedAgain) {
  DeskSeat seat = two_applications();
  seat.line(1, acquire());
  EXPECT_THAT(seat.news({1, What::NoClient, "", 0}),
              ElementsAre(AllOf(HasSubstr(R"("rule":"NO-CLIENT","why":"P001 has no client")"),
                                HasSubstr(R"("sense":"08570003")"))));
  seat.line(2, acquire(R"(,"queue":true)"));
  EXPECT_THAT(seat.news({2, What::NoClient, "", 0}), IsEmpty());
  EXPECT_THAT(seat.wait(config::limits::kAcquireAgain - config::Ticks(1)), IsEmpty());
  EXPECT_THAT(seat.wait(config::Ticks(1)), ElementsAre("acquire 2 P001 by 2 PAYROLL"));
  EXPECT_THAT(seat.wait(seconds(60)), IsEmpty());
}

TEST(DeskAcquire, TellsWhatTheLuAnswers) {
  DeskSeat seat = two_applications();
  seat.line(1, acquire());
  EXPECT_THAT(seat.news({1, What::Refused, "its node is inactive", 0x08570002}),
              ElementsAre(AllOf(HasSubstr("NOT-ACQUIRED"), HasSubstr("its node is inactive"),
                                HasSubstr("08570002"))));
}

TEST(DeskAcquire, IsCancelledByItsId) {
  DeskSeat seat = two_applications();
  seat.line(1, acquire(R"(,"id":"a","queue":true)"));
  EXPECT_THAT(seat.line(1, acquire(R"(,"id":"a","queue":true)")),
              ElementsAre(HasSubstr("ID-IN-USE")));
  EXPECT_THAT(seat.line(2, R"({"type":"cancel","acquire":"a"})"),
              ElementsAre(HasSubstr("NO-SUCH-ACQUIRE")));
  EXPECT_THAT(
      seat.line(1, R"({"type":"cancel","acquire":"a"})"),
      ElementsAre(HasSubstr(R"("of":"acquire","id":"a","rule":"CANCELLED")"), "cancel 1 P001"));
  EXPECT_THAT(seat.heard(1, "0.5.1.2", DeskSeat::begun("P001", "ORDERS", 1)),
              ElementsAre("say 0.5.1.2 close"));
}

TEST(DeskAcquire, EndsWithItsAcb) {
  DeskSeat seat = two_applications();
  seat.line(1, acquire(R"(,"id":1,"queue":true)"));
  seat.line(1, acquire(R"(,"id":2,"queue":true)"));
  seat.line(2, acquire(R"(,"queue":true)"));
  EXPECT_THAT(
      seat.line(1, R"({"type":"close","applid":"ORDERS"})"),
      ElementsAre(HasSubstr(R"("id":2,"rule":"CANCELLED")"),
                  HasSubstr(R"("id":1,"rule":"CANCELLED")"), "cancel 1 P001",
                  "acquire 3 P001 by 2 PAYROLL", "close 1 ORDERS closed", HasSubstr("closed")));
}

TEST(DeskAcquire, IsJudgedBeforeItIsAskedFor) {
  DeskSeat seat;
  seat.greet(1);
  EXPECT_THAT(seat.line(1, acquire()), ElementsAre(HasSubstr("open one first")));
  seat.line(1, R"({"type":"open","applid":"ORDERS"})");
  EXPECT_THAT(seat.line(1, R"({"type":"acquire","lu":"P009"})"),
              ElementsAre(AllOf(HasSubstr("LU-UNKNOWN"), HasSubstr("P009 is no LU"))));
  EXPECT_THAT(seat.line(1, R"({"type":"acquire","lu":"DEMO"})"),
              ElementsAre(HasSubstr("LU-UNKNOWN")));
  EXPECT_THAT(seat.line(1, acquire(R"(,"applid":"PAYROLL")")), ElementsAre(HasSubstr("NOT-OPEN")));
  seat.line(1, R"({"type":"open","applid":"PAYROLL"})");
  EXPECT_THAT(seat.line(1, acquire()), ElementsAre(HasSubstr("WHICH-APPLID")));
  EXPECT_THAT(seat.line(1, acquire(R"(,"applid":"PAYROLL")")),
              ElementsAre("acquire 1 P001 by 2 PAYROLL"));
}

TEST(DeskAcquire, NeedsAuth) {
  DeskSeat seat;
  config::MajorNode node = test::book();
  node.rows.push_back(test::row("ORDERS"));
  seat.shop.config.nodes.push_back(node);
  seat.network = seat.shop.network();
  seat.open(1, "ORDERS");
  EXPECT_THAT(seat.line(1, acquire()),
              ElementsAre(AllOf(HasSubstr("NOT-AUTHORISED"), HasSubstr("AUTH=(ACQ)"),
                                HasSubstr("080A0000"))));
}

TEST(DeskAcquire, HasALimitForEachConnection) {
  DeskSeat seat = two_applications();
  for (std::size_t n = 0; n < config::limits::kAcquiresPerConnection; ++n) {
    seat.line(1, acquire(R"(,"queue":true)"));
  }
  EXPECT_THAT(seat.line(1, acquire(R"(,"queue":true)")),
              ElementsAre(HasSubstr("TOO-MANY-ACQUIRES")));
  EXPECT_THAT(seat.gone(1), ElementsAre("cancel 1 P001", "close 1 ORDERS lost"));
}

}  // namespace
}  // namespace vtam
