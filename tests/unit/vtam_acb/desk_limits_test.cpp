#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/vtam_acb/desk_seat.h"

namespace vtam {
namespace {

using std::chrono::seconds;
using test::DeskSeat;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSend = R"({"type":"send","session":"0.5.1.1","screen":{"fields":[]}})";

DeskSeat seat_in_session() {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.in_session(1, 1, "0.5.1.1", "T001");
  return seat;
}

void spend_all(DeskSeat& seat) {
  for (std::uint32_t n = 0; n < config::limits::kApplicationCredit; ++n) {
    ASSERT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr("say 0.5.1.1")));
  }
}

TEST(DeskCredit, IsSpentAndComesBack) {
  DeskSeat seat = seat_in_session();
  spend_all(seat);
  EXPECT_THAT(seat.heard(1, "0.5.1.1", CreditBack{4}),
              ElementsAre(R"(1< {"type":"credit","session":"0.5.1.1","n":4})"));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", CreditBack{100}),
              ElementsAre(R"(1< {"type":"credit","session":"0.5.1.1","n":4})"));
  EXPECT_THAT(seat.heard(1, "0.5.1.1", CreditBack{1}), IsEmpty());
}

TEST(DeskCredit, MissingTwiceInARowEndsTheConnection) {
  DeskSeat seat = seat_in_session();
  spend_all(seat);
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr(R"("rule":"NO-CREDIT")")));
  seat.heard(1, "0.5.1.1", CreditBack{1});
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr("say ")));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr("NO-CREDIT")));
  EXPECT_THAT(seat.line(1, kSend), ElementsAre(HasSubstr("NO-CREDIT"), "close 1 ORDERS lost",
                                               "end 1: two sends in a row without credit"));
  EXPECT_THAT(seat.logged(), testing::Contains(HasSubstr("TND405W")));
  EXPECT_THAT(seat.line(1, kSend), IsEmpty());
  EXPECT_EQ(seat.desk.sessions(), 0U);
}

TEST(DeskFaults, InARowEndTheConnection) {
  DeskSeat seat;
  seat.greet(1);
  for (std::uint32_t n = 1; n < config::limits::kApplicationFaults; ++n) {
    ASSERT_EQ(seat.line(1, "garbage").size(), 1U);
  }
  const auto last = seat.line(1, "garbage");
  ASSERT_EQ(last.size(), 3U);
  EXPECT_THAT(last[1], HasSubstr("TOO-MANY-FAULTS"));
  EXPECT_THAT(last[2], HasSubstr("end 1: 100 of its requests in a row were refused"));
}

TEST(DeskFaults, AreForgivenByAGoodRequest) {
  DeskSeat seat;
  seat.greet(1);
  for (std::uint32_t n = 0; n < 3 * config::limits::kApplicationFaults; ++n) {
    seat.line(1, "garbage");
    ASSERT_THAT(seat.line(1, R"({"type":"ping","n":5,"id":"x"})"),
                ElementsAre(R"(1< {"type":"pong","id":"x","n":5})"));
  }
}

TEST(DeskLine, ThatIsEmptyIsNone) {
  DeskSeat seat;
  seat.greet(1);
  EXPECT_THAT(seat.line(1, ""), IsEmpty());
  EXPECT_THAT(seat.line(1, " \t\r"), IsEmpty());
  EXPECT_THAT(seat.line(99, kSend), IsEmpty());
}

TEST(DeskConnectionEnd, LeavesNothingBehind) {
  DeskSeat seat = seat_in_session();
  seat.line(1, R"({"type":"open","applid":"PAYROLL"})");
  seat.logon(2, "0.6.1.1", "T002");
  seat.line(1, R"({"type":"acquire","lu":"P001","applid":"ORDERS","queue":true})");
  EXPECT_THAT(seat.gone(1),
              ElementsAre("close 2 PAYROLL lost", "cancel 1 P001", "close 1 ORDERS lost"));
  EXPECT_EQ(seat.desk.sessions(), 0U);
  EXPECT_TRUE(seat.desk.views().empty());
  EXPECT_THAT(seat.heard(1, "0.5.1.1", UserInput{}), IsEmpty());
  EXPECT_THAT(seat.news({1, AcquireNews::What::NoClient, "", 0}), IsEmpty());
  EXPECT_THAT(seat.wait(std::chrono::hours(1)), IsEmpty());
}

TEST(DeskConnectionEnd, OfTheTransportSaysItsRule) {
  DeskSeat seat = seat_in_session();
  seat.desk.refuse_connection(1, "LINE-TOO-LONG", "a line had more than 512 KiB", AcbEnd::Lost,
                              seat.outcomes);
  EXPECT_THAT(seat.told(),
              ElementsAre(R"(1< {"type":"refused","of":"connection","rule":"LINE-TOO-LONG",)"
                          R"("why":"a line had more than 512 KiB"})",
                          "close 1 ORDERS lost", "end 1: a line had more than 512 KiB"));
  seat.desk.refuse_connection(1, "AGAIN", "", AcbEnd::Lost, seat.outcomes);
  EXPECT_THAT(seat.told(), IsEmpty());
  EXPECT_THAT(seat.gone(1), IsEmpty());
}

TEST(DeskWatch, RejectsALogonThatNobodyAccepts) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  seat.logon(1, "0.5.1.1", "T001");
  EXPECT_THAT(seat.wait(seconds(29)), IsEmpty());
  EXPECT_THAT(seat.wait(seconds(1)),
              ElementsAre("say 0.5.1.1 reject 00000000 it does not answer",
                          R"(1< {"type":"lost","session":"0.5.1.1","reason":"timeout",)"
                          R"("sense":"08010000","why":"the logon was not accepted within 30 s"})"));
  EXPECT_THAT(seat.logged(), testing::Contains(HasSubstr("TND408W ORDERS has not accepted")));
  EXPECT_THAT(seat.line(1, R"({"type":"accept","session":"0.5.1.1"})"),
              ElementsAre(HasSubstr(R"("rule":"LOST")")));
  EXPECT_THAT(seat.line(1, R"({"type":"close","session":"0.5.1.1"})"),
              ElementsAre("say 0.5.1.1 close", HasSubstr(R"("type":"closed")")));
  EXPECT_EQ(seat.desk.sessions(), 0U);
}

TEST(DeskWatch, LeavesAcceptedLogonsAlone) {
  config::ApplicationSocketSettings settings;
  settings.answer = config::Ticks::zero();
  DeskSeat seat(settings);
  seat.open(1, "ORDERS");
  seat.in_session(1, 1, "0.5.1.1", "T001");
  EXPECT_THAT(seat.wait(std::chrono::hours(9)), IsEmpty());
}

TEST(DeskWatch, PingsAndThenEndsWhoDoesNotAnswer) {
  DeskSeat seat = seat_in_session();
  EXPECT_THAT(seat.wait(seconds(59)), IsEmpty());
  EXPECT_THAT(seat.wait(seconds(1)), ElementsAre(R"(1< {"type":"ping","n":1})"));
  EXPECT_THAT(seat.line(1, R"({"type":"pong","n":1})"), IsEmpty());
  EXPECT_THAT(seat.wait(seconds(60)), ElementsAre(R"(1< {"type":"ping","n":2})"));
  EXPECT_THAT(seat.wait(seconds(59)), IsEmpty());
  EXPECT_THAT(seat.wait(seconds(1)),
              ElementsAre(HasSubstr(R"("rule":"UNRESPONSIVE")"), "close 1 ORDERS unresponsive",
                          HasSubstr("end 1: nothing came for 120 s")));
}

TEST(DeskWatch, AsksNothingOfWhoHasNoSessions) {
  DeskSeat seat;
  seat.open(1, "ORDERS");
  EXPECT_THAT(seat.wait(std::chrono::hours(1)), IsEmpty());
  seat.in_session(1, 1, "0.5.1.1", "T001");
  EXPECT_THAT(seat.wait(seconds(30)), IsEmpty());
}

TEST(DeskWatch, WaitsForTheAnswerToALoss) {
  DeskSeat seat = seat_in_session();
  seat.heard(1, "0.5.1.1", SessionLost{});
  EXPECT_THAT(seat.wait(seconds(60)), ElementsAre(HasSubstr("ping")));
  EXPECT_THAT(seat.wait(seconds(60)), testing::Contains("close 1 ORDERS unresponsive"));
}

TEST(DeskLine, CutAnywhereIsAnsweredAndBreaksNothing) {
  const std::vector<std::string> lines = {
      R"({"type":"open","applid":"PAYROLL","mode":"screen","password":"x"})",
      R"({"type":"accept","session":"0.5.1.1"})",
      R"({"type":"send","session":"0.5.1.1","screen":{"fields":[{"row":1,"column":2,"text":"Ä"}]}})",
      R"({"type":"acquire","lu":"P001","queue":true,"id":"a"})",
      R"({"type":"cancel","acquire":"a"})",
      R"({"type":"close","session":"0.5.1.1"})"};
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    DeskSeat seat;
    seat.open(1, "ORDERS");
    seat.logon(1, "0.5.1.1", "T001");
    std::size_t answered = 0;
    for (int n = 0; n < 60; ++n) {
      const std::string& line = lines[random() % lines.size()];
      const std::size_t from = random() % 3 == 0 ? random() % line.size() : 0;
      const std::string cut = line.substr(from, random() % (line.size() + 1 - from));
      answered += seat.line(1, cut).empty() ? 0 : 1;
    }
    EXPECT_GT(answered, 50U);
    seat.gone(1);
    ASSERT_EQ(seat.desk.sessions(), 0U);
  }
}

}  // namespace
}  // namespace vtam
