#include <gtest/gtest.h>

#include <string>

#include "tests/unit/vtam/programs_seat.h"

namespace vtam {
namespace {

using test::logon_of;
using test::Seat;
using tn3270::Aid;

class Demo : public testing::Test {
 protected:
  Seat seat_{"demo", logon_of("IBM-3278-4-E", "DEMO")};

  void fill(std::size_t field, std::string_view text) {
    seat_.screen().move_cursor(seat_.screen().input_fields().at(field));
    seat_.screen().type(text);
  }
  [[nodiscard]] bool shows(std::string_view text) { return seat_.screen().row_of(text) != 0; }
};

TEST_F(Demo, ShowsWhatVtamToldItOfTheSession) {
  for (const char* text : {"DEMO", "T001", "SP3272QN", "VSE3278Q", "IBM-3278-4-E", "43x80",
                           "BIND-IMAGE RESPONSES SYSREQ", "127.0.0.1 port 40112",
                           "LOGON data . . . none", "Transactions . 0", "PF3=End"}) {
    EXPECT_TRUE(shows(text)) << text << "\n" << seat_.screen().screen();
  }
}

TEST_F(Demo, ShowsLogonDataAndTheSizeInUse) {
  Logon logon = logon_of("IBM-3278-4-E", "PAYROLL");
  logon.data = "Hello from LOGON";
  logon.alternate = false;
  Seat seat("demo", logon);
  EXPECT_NE(seat.screen().row_of("Hello from LOGON"), 0U);
  EXPECT_NE(seat.screen().row_of("24x80"), 0U);
  EXPECT_NE(seat.screen().row_of("PAYROLL"), 0U);
}

TEST_F(Demo, EchoesWhatWasTyped) {
  fill(0, "Joe Smith");
  fill(1, "Boeblingen");
  fill(2, "-12.50");
  fill(3, "secret");
  seat_.press(Aid::Enter);
  EXPECT_TRUE(shows("Received 4 fields."));
  const unsigned echo = seat_.screen().row_of("You typed:");
  EXPECT_NE(seat_.screen().row(echo + 1).find("Joe Smith"), std::string::npos);
  EXPECT_NE(seat_.screen().row(echo + 2).find("Boeblingen"), std::string::npos);
  EXPECT_NE(seat_.screen().row(echo + 3).find("-12.50"), std::string::npos);
  EXPECT_NE(seat_.screen().row(echo + 4).find("6 characters"), std::string::npos);
  EXPECT_TRUE(shows("Transactions . 1"));
}

TEST_F(Demo, NeverSendsAPasswordBack) {
  fill(3, "secret");
  seat_.press(Aid::Enter);
  const tn3270::ByteBuffer secret = tn3270::test::ebcdic("secret");
  const auto found =
      std::search(seat_.record.begin(), seat_.record.end(), secret.begin(), secret.end());
  EXPECT_EQ(found, seat_.record.end());
}

TEST_F(Demo, KeepsFieldsThatWereNotTypedAgain) {
  fill(0, "Joe");
  seat_.press(Aid::Enter);
  fill(1, "Bonn");
  seat_.press(Aid::Enter);
  const unsigned echo = seat_.screen().row_of("You typed:");
  EXPECT_NE(seat_.screen().row(echo + 1).find("Joe"), std::string::npos);
  EXPECT_NE(seat_.screen().row(echo + 2).find("Bonn"), std::string::npos);
  fill(0, "");
  seat_.press(Aid::Enter);
  EXPECT_EQ(seat_.screen().row(echo + 1).find("Joe"), std::string::npos);
}

TEST_F(Demo, AsksAgainForAnAmountThatIsNoNumber) {
  fill(2, "many");
  seat_.press(Aid::Enter);
  EXPECT_TRUE(shows("The amount must be a number"));
  EXPECT_EQ(seat_.screen().cursor(), seat_.screen().input_fields().at(2));
  fill(2, "1,5");
  seat_.press(Aid::Enter);
  EXPECT_TRUE(shows("Received 1 field."));
}

TEST_F(Demo, NamesTheKeyThatWasPressed) {
  fill(0, "Ann");
  seat_.press(Aid::Pf7);
  EXPECT_TRUE(shows("You pressed PF7"));
  EXPECT_TRUE(shows("Ann"));
}

TEST_F(Demo, EndsWithPf3AndSaysSo) {
  seat_.press(Aid::Enter);
  seat_.press(Aid::Pf3);
  ASSERT_TRUE(seat_.released.has_value());
  EXPECT_EQ(seat_.released->notice, "DEMO ended after 2 transactions.");
}

TEST_F(Demo, RewritesTheScreenAfterClearPaAndRepaint) {
  fill(0, "Joe");
  seat_.press(Aid::Enter);
  for (const Aid aid : {Aid::Clear, Aid::Pa1, Aid::Pa2}) {
    seat_.press(aid);
    EXPECT_TRUE(shows("here is the screen again"));
    EXPECT_TRUE(shows("Joe"));
  }
  seat_.repaint();
  EXPECT_TRUE(shows("Joe"));
}

TEST_F(Demo, CutsWhatAClientSendsBeyondAField) {
  tn3270::ByteBuffer record{0x7D, 0x40, 0x40, 0x11};
  const std::size_t name = seat_.screen().input_fields().at(0);
  record.push_back(static_cast<std::uint8_t>(name / 256));
  record.push_back(static_cast<std::uint8_t>(name % 256));
  record.insert(record.end(), 1000, 0xC1);
  seat_.receive(record);
  const unsigned echo = seat_.screen().row_of("You typed:");
  EXPECT_NE(seat_.screen().row(echo + 1).find(std::string(30, 'A')), std::string::npos);
  EXPECT_EQ(seat_.screen().row(echo + 1).find(std::string(31, 'A')), std::string::npos);
}

TEST_F(Demo, AnswersRecordsItDoesNotUnderstandWithASentence) {
  seat_.receive({0x7D, 0x40});
  EXPECT_TRUE(shows("the cursor address is cut"));
  seat_.receive({0x7D, 0x40, 0x40, 0x11, 0x40, 0x40, 0xC1});
  EXPECT_TRUE(shows("a field that is not on this screen"));
  seat_.receive({0x7D, 0x40, 0x40, 0xC1});
  EXPECT_TRUE(shows("text without a field"));
}

TEST_F(Demo, LetsGoAtOnce) {
  seat_.lose(LossReason::Kill);
  ASSERT_TRUE(seat_.released.has_value());
  EXPECT_TRUE(seat_.released->notice.empty());
}

TEST_F(Demo, CutsTextsThatAreTooLong) {
  Logon logon = logon_of("IBM-3278-2", "DEMO");
  logon.client = std::string(200, 'c');
  logon.data = std::string(200, 'd');
  logon.functions = std::string(200, 'f');
  Seat seat("demo", logon);
  const unsigned row = seat.screen().row_of(std::string(60, 'c'));
  ASSERT_NE(row, 0U);
  EXPECT_EQ(seat.screen().row(row).size(), 80U);
  EXPECT_EQ(seat.screen().row(row + 1).find('c'), std::string::npos);
}

}  // namespace
}  // namespace vtam
