#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::from_text;
using test::LinkDriver;
using test::operator+;
using test::terminal_type_is;

std::string notice(std::string_view line) {
  return test::to_hex(from_text(line) + from_hex("0D 0A"));
}

TEST(ClassicNegotiation, TakesEveryTerminalTypeOfTheField) {
  for (const char* type :
       {"IBM-3277-2", "IBM-3278-2", "IBM-3278-3-E", "IBM-3278-4", "IBM-3278-5-E", "IBM-3279-2-E",
        "IBM-3279-3", "IBM-3279-4-E", "IBM-3279-5", "IBM-3178-2", "IBM-3179-2", "IBM-3180-2",
        "IBM-DYNAMIC", "IBM-3287-1", "3278-2", "ibm-3278-2-e"}) {
    LinkDriver driver;
    driver.deciding_classic(type);
    EXPECT_EQ(driver.phase(), LinkPhase::DecisionAwaited) << type;
    EXPECT_EQ(driver.event().substr(0, 24), "DeviceRequested classic ") << type;
    EXPECT_EQ(driver.link().kind(), LinkKind::Classic);
  }
}

TEST(ClassicNegotiation, TellsAnotherTerminalInWordsAndEnds) {
  LinkDriver driver;
  driver.deciding_classic("VT\x1B[2J100");
  EXPECT_EQ(driver.out(),
            notice("This server needs a 3270 terminal; this one is called VT?[2J100."));
  EXPECT_EQ(driver.event(), "LinkEnded terminal type VT?[2J100 (notice)");
}

TEST(ClassicNegotiation, IsReadyWhenBinaryAndEorAreAgreedBothWaysInAnyOrder) {
  const char* const verbs[] = {"FF FB 19", "FF FD 19", "FF FB 00", "FF FD 00"};
  for (int first = 0; first < 4; ++first) {
    for (const int step : {1, 3}) {
      LinkDriver driver;
      driver.granted_classic();
      for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(driver.phase(), LinkPhase::BinaryEorAwaited);
        driver.client(verbs[(first + i * step) % 4]);
        EXPECT_EQ(driver.out(), "");
      }
      EXPECT_EQ(driver.event(), "LinkReady none");
      EXPECT_EQ(driver.phase(), LinkPhase::Ready);
    }
  }
}

TEST(ClassicNegotiation, AsksOnlyForWhatTheClientHasNotOfferedByItself) {
  LinkDriver driver;
  driver.deciding_classic().client("FF FB 19 FF FD 00");
  EXPECT_EQ(driver.out(), "FF FD 19 FF FB 00");
  driver.grant("T001");
  EXPECT_EQ(driver.out(), "FF FB 19 FF FD 00");
}

TEST(ClassicNegotiation, AsksForTheTypeOncePerAttempt) {
  LinkDriver driver;
  driver.asked_for_terminal_type();
  EXPECT_EQ(driver.out(), "FF FA 18 01 FF F0");
  EXPECT_EQ(driver.client("FF FB 18").out(), "");
  EXPECT_EQ(driver.client(terminal_type_is("IBM-3278-2")).out(), "");
  EXPECT_EQ(driver.client("FF FB 18").out(), "");
}

TEST(ClassicNegotiation, TakesAClientOutOfBinaryBeforeItSaysAnything) {
  LinkDriver driver;
  driver.deciding_classic().client("FF FB 00 FF FB 19");
  driver.refuse(RejectReason::UnknownError, "No LU is free");
  EXPECT_EQ(driver.out(), "FF FE 00 " + notice("No LU is free"));
}

TEST(ClassicNegotiation, AnswersTimingMarksInEveryPhase) {
  LinkDriver driver;
  EXPECT_EQ(driver.client("FF FD 06").out(), "FF FB 06");
  EXPECT_EQ(driver.in_classic().client("FF FD 06").out(), "FF FB 06");
  EXPECT_EQ(driver.client("FF FB 18").client("FF FD 06").out(), "FF FB 06");
  EXPECT_EQ(driver.client(terminal_type_is("IBM-3278-2")).client("FF FD 06").out(), "FF FB 06");
  EXPECT_EQ(driver.grant("T001").client("FF FD 06").out(), "FF FB 06");
}

TEST(ClassicNegotiation, RefusesAGenericRequestWithTheNotice) {
  LinkDriver driver;
  driver.deciding_classic().refuse(RejectReason::UnknownError, "No LU is free");
  EXPECT_EQ(driver.out(), notice("No LU is free"));
  EXPECT_EQ(driver.event(), "LinkEnded refused: UNKNOWN-ERROR (notice)");
}

TEST(ClassicNegotiation, WritesANoticeThatNoByteOfCanLeaveTheLine) {
  LinkDriver driver;
  driver.deciding_classic().refuse(RejectReason::UnknownError, "a\r\nb\xFF\xEF");
  EXPECT_EQ(driver.out(), notice("a??b??"));
}

TEST(ClassicNegotiation, AsksForTheNextLuOfAListAndGivesThatOut) {
  LinkDriver driver;
  driver.deciding_classic("IBM-3278-2@LUA").refuse(RejectReason::DeviceInUse);
  EXPECT_EQ(driver.out(), "FF FA 18 01 FF F0");
  EXPECT_EQ(driver.phase(), LinkPhase::TerminalTypeAwaited);
  EXPECT_EQ(driver.client(terminal_type_is("IBM-3278-2@LUB")).event(),
            "DeviceRequested classic IBM-3278-2 @LUB");
  EXPECT_EQ(driver.grant("LUB").phase(), LinkPhase::BinaryEorAwaited);
}

TEST(ClassicNegotiation, EndsAListWhoseNameComesAgain) {
  LinkDriver driver;
  driver.deciding_classic("IBM-3278-2@LUA").refuse(RejectReason::DeviceInUse, "LU LUA is in use");
  driver.client(terminal_type_is("IBM-3278-2@LUA"));
  EXPECT_EQ(driver.out(), notice("LU LUA is in use"));
  EXPECT_EQ(driver.event(), "LinkEnded refused, and no other LU named (notice)");
}

TEST(ClassicNegotiation, DoesNotWalkAListAfterUnsupportedRequest) {
  LinkDriver driver;
  driver.deciding_classic("IBM-3287-1@P001").refuse(RejectReason::UnsupportedReq, "No printers");
  EXPECT_EQ(driver.out(), notice("01 No LU's of the type configured"));
}

TEST(ClassicNegotiation, RefusesANameThatIsNoneByItself) {
  LinkDriver driver;
  driver.deciding_classic("IBM-3278-2@TOOLONG01");
  EXPECT_EQ(driver.event(), "DeviceRefused INV-NAME IBM-3278-2@TOOLONG01");
  EXPECT_EQ(driver.out(), "FF FA 18 01 FF F0");
  driver.client(terminal_type_is("IBM-3278-2@TOOLONG01"));
  EXPECT_EQ(driver.event(), "LinkEnded refused, and no other LU named (notice)");
  EXPECT_EQ(driver.out_bytes().back(), '\n');
}

TEST(ClassicNegotiation, EndsAClientWhoseNameIsLongerThanAnyClientSends) {
  LinkDriver driver;
  driver.deciding_classic("IBM-3278-2@" + std::string(config::limits::kResourceName + 1, 'A'));
  EXPECT_EQ(driver.event().substr(0, 23), "Violation NAME-TOO-LONG");
}

TEST(ClassicNegotiation, RefusesNoMoreNamesThanItsLimit) {
  LinkDriver driver;
  driver.asked_for_terminal_type();
  for (std::uint32_t i = 0; i < config::limits::kDeviceRefusals; ++i) {
    driver.client(terminal_type_is("IBM-3278-2@LU" + std::to_string(i)));
    ASSERT_EQ(driver.phase(), LinkPhase::DecisionAwaited) << i;
    driver.refuse(RejectReason::DeviceInUse);
  }
  EXPECT_EQ(driver.client(terminal_type_is("IBM-3278-2@LU")).event(),
            "Violation DEVICE-REFUSALS: 100 requests refused");
}

}  // namespace
}  // namespace tn3270
