#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/limits.h"
#include "config/verify.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::from_text;
using test::LinkDriver;
using test::operator+;

constexpr const char* kFollows = "FF FA 2E 01 FF F0";

TEST(StartTls, BeginsWithDoStartTlsAndNothingElse) {
  for (const StartTls wanted : {StartTls::Offered, StartTls::Required}) {
    const LinkDriver driver(wanted);
    EXPECT_EQ(driver.out(), "FF FD 2E");
    EXPECT_EQ(driver.phase(), LinkPhase::StartTlsOffered);
  }
}

TEST(StartTls, AnswersFollowsAndSaysWhereTlsBegins) {
  const ByteBuffer hello = from_hex("16 03 01 02 00 01 00 FF 28");
  LinkDriver driver(StartTls::Required);
  driver.client(from_hex("FF FB 2E FF FA 2E 01 FF F0") + hello);
  EXPECT_EQ(driver.out(), kFollows);
  EXPECT_EQ(driver.event(), "TlsFollows behind 9");
  EXPECT_EQ(driver.phase(), LinkPhase::Ended);
  // What belongs to TLS is never looked at: telnet would see a negotiation in it.
  EXPECT_EQ(driver.client(hello).event(), "");
  EXPECT_EQ(driver.out(), "");
}

TEST(StartTls, CountsToTheByteWhereverTheReadEnds) {
  const ByteBuffer stream = from_hex("FF FB 2E FF FA 2E 01 FF F0 16 03 01 00 F0 FF FF");
  constexpr std::size_t kTls = 9;
  for (std::size_t first = 0; first < kTls; ++first) {
    for (std::size_t second = first; second < kTls; ++second) {
      LinkDriver driver(StartTls::Offered);
      driver.client(ByteBuffer(stream.begin(), stream.begin() + static_cast<int>(first)));
      EXPECT_EQ(driver.outcome(), "");
      driver.client(ByteBuffer(stream.begin() + static_cast<int>(first),
                               stream.begin() + static_cast<int>(second)));
      EXPECT_EQ(driver.outcome(), "");
      driver.client(ByteBuffer(stream.begin() + static_cast<int>(second), stream.end()));
      EXPECT_EQ(driver.event(), "TlsFollows behind " + std::to_string(kTls - second));
      EXPECT_EQ(driver.out(), kFollows);
    }
  }
}

TEST(StartTls, IsTalkedAboutFirstAndGoesOnInClearWhereItIsOnlyOffered) {
  LinkDriver driver(StartTls::Offered);
  EXPECT_EQ(driver.client("FF FC 2E").out(), "FF FD 28");
  EXPECT_EQ(driver.event(), "");
  EXPECT_EQ(driver.client("FF FB 28").out(), "FF FA 28 08 02 FF F0");
}

TEST(StartTls, SendsARefusingClientAwayWhereItIsRequired) {
  LinkDriver driver(StartTls::Required);
  driver.client("FF FC 2E");
  EXPECT_EQ(driver.out(),
            test::to_hex(from_text("This server needs TLS (STARTTLS was refused).\r\n")));
  EXPECT_EQ(driver.event(), "LinkEnded client refuses STARTTLS (notice)");
}

TEST(StartTls, MayBeRefusedInsteadOfFollows) {
  LinkDriver driver(StartTls::Offered);
  EXPECT_EQ(driver.client("FF FB 2E").out(), "");
  EXPECT_EQ(driver.client("FF FC 2E").out(), "FF FE 2E FF FD 28");
  EXPECT_EQ(driver.client(from_hex(kFollows)).event(), "Violation SUBNEG-NOT-AGREED: option 46");
}

TEST(StartTls, HasNothingSentBetweenDoAndFollows) {
  LinkDriver driver(StartTls::Offered);
  driver.client("FF FB 18 FF FB 1F FF FD 06 FF FD 28 FF FB 2E FF F6 41");
  EXPECT_EQ(driver.out(), "");
  ByteBuffer out;
  driver.link().probe(out);
  driver.link().keep_alive(out);
  EXPECT_TRUE(out.empty());
  EXPECT_EQ(driver.client(from_hex(kFollows)).out(), kFollows);
}

TEST(StartTls, AnswersWhatWasAskedMeanwhileOnceTheClientHasRefused) {
  LinkDriver driver(StartTls::Offered);
  driver.client("FF FB 18 FF FB 1F FF FD 06");
  EXPECT_EQ(driver.client("FF FC 2E").out(), "FF FD 18 FF FE 1F FF FB 06 FF FD 28");
  EXPECT_EQ(driver.client("FF FC 28").out(), "FF FA 18 01 FF F0");
}

TEST(StartTls, IsNotTheClientsToBegin) {
  LinkDriver driver;
  EXPECT_EQ(driver.client("FF FB 2E").out(), "FF FE 2E");
  EXPECT_EQ(driver.client("FF FD 2E").out(), "FF FC 2E");
  EXPECT_EQ(driver.client("FF FB 28").out(), "FF FA 28 08 02 FF F0");
}

TEST(StartTls, EndsAClientThatSaysAnythingButFollows) {
  for (const char* message : {"", "00", "02", "01 01", "01 FF FF"}) {
    LinkDriver driver(StartTls::Offered);
    driver.client(from_hex("FF FB 2E FF FA 2E") + from_hex(message) + from_hex("FF F0"));
    EXPECT_EQ(driver.event(), "Violation STARTTLS-MESSAGE: anything but FOLLOWS") << message;
    EXPECT_EQ(driver.out(), "");
  }
}

TEST(StartTls, NeedsWillBeforeFollows) {
  LinkDriver driver(StartTls::Offered);
  EXPECT_EQ(driver.client(from_hex(kFollows)).event(), "Violation SUBNEG-NOT-AGREED: option 46");
}

TEST(StartTls, BoundsWhatComesBeforeFollows) {
  LinkDriver data(StartTls::Offered);
  EXPECT_EQ(data.client(ByteBuffer(config::limits::kEarlyData + 1, 0x16)).event(),
            "Violation EARLY-DATA: data before 3270 mode");
  LinkDriver verbs(StartTls::Offered);
  for (std::uint32_t i = 0; i < config::limits::kNegotiations; ++i) {
    ASSERT_EQ(verbs.client("FF FD 06").outcome(), "") << i;
  }
  EXPECT_EQ(verbs.client("FF FD 06").event(), "Violation OPTION-FLOOD: option 6");
}

TEST(StartTls, IsUnfinishedOnlyInTheMiddleOfAMessage) {
  LinkDriver driver(StartTls::Offered);
  EXPECT_FALSE(driver.client("FF FB 2E").link().unfinished());
  EXPECT_TRUE(driver.client("FF FA 2E").link().unfinished());
}

}  // namespace
}  // namespace tn3270
