// What a hostile or broken client can do, and where it ends.

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "config/limits.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::LinkDriver;
using test::operator+;

TEST(Bounds, OptionFloodsEndAtTheirLimit) {
  for (const char* verb :
       {"FF FB 1F", "FF FC 1F", "FF FD 01", "FF FE 01", "FF FB 06", "FF FD 06"}) {
    LinkDriver driver;
    for (std::uint32_t i = 0; i < config::limits::kNegotiations; ++i) {
      ASSERT_EQ(driver.client(verb).event(), "") << verb << i;
    }
    EXPECT_EQ(driver.client(verb).event().substr(0, 22), "Violation OPTION-FLOOD") << verb;
    EXPECT_EQ(driver.out(), "");
  }
}

TEST(Bounds, ATogglingOptionEndsToo) {
  LinkDriver driver;
  driver.ready();
  std::uint32_t verbs = 3;  // WILL TN3270E, DEVICE-TYPE, FUNCTIONS
  while (driver.phase() != LinkPhase::Ended && verbs < 1'000) {
    driver.client(verbs % 2 == 0 ? "FF FB 19" : "FF FC 19");
    ++verbs;
  }
  EXPECT_EQ(verbs, config::limits::kNegotiations + 1);
}

TEST(Bounds, TimingMarksOfALongLifeDoNotCount) {
  LinkDriver driver;
  driver.ready();
  ByteBuffer out;
  for (std::uint32_t i = 0; i < 3 * config::limits::kNegotiations; ++i) {
    driver.link().probe(out);
    ASSERT_EQ(driver.client("FF FC 06").event(), "");
    ASSERT_EQ(driver.client("FF FD 06").out(), "FF FB 06");
  }
  EXPECT_EQ(driver.phase(), LinkPhase::Ready);
}

TEST(Bounds, AnswersToMarksThatNobodyAskedForCount) {
  LinkDriver driver;
  driver.ready();
  for (std::uint32_t i = 0; i < config::limits::kNegotiations; ++i) {
    driver.client("FF FC 06");
  }
  EXPECT_EQ(driver.phase(), LinkPhase::Ended);
}

TEST(Bounds, DataBefore3270ModeEndsAtItsLimit) {
  const ByteBuffer most(config::limits::kEarlyData, 'x');
  LinkDriver driver;
  EXPECT_EQ(driver.client(most).event(), "");
  EXPECT_EQ(driver.client("78").event(), "Violation EARLY-DATA: data before 3270 mode");
  LinkDriver slow;
  for (const std::uint8_t byte : most) {
    slow.client(ByteBuffer{byte});
  }
  EXPECT_EQ(slow.deciding().event(), "DeviceRequested IBM-3278-2-E generic");
  EXPECT_EQ(slow.client("78").phase(), LinkPhase::Ended);
}

TEST(Bounds, CommandsBefore3270ModeCountAsData) {
  LinkDriver driver;
  for (std::size_t i = 0; i < config::limits::kEarlyData / 2; ++i) {
    ASSERT_EQ(driver.client("FF F1").event(), "");
  }
  EXPECT_EQ(driver.client("FF F1").phase(), LinkPhase::Ended);
}

TEST(Bounds, NothingIsHeardBehindTheEnd) {
  LinkDriver driver;
  driver.client("FF FA 56 FF F0 FF FB 28");
  EXPECT_EQ(driver.event(), "Violation SUBNEG-NOT-AGREED: option 86");
  EXPECT_EQ(driver.client("FF FB 28 FF FD 06").out(), "");
  EXPECT_EQ(driver.event(), "");
  ByteBuffer out;
  driver.link().probe(out);
  EXPECT_TRUE(out.empty());
}

TEST(Bounds, ASubnegotiationOf16KilobytesEndsAtItsLimit) {
  LinkDriver driver;
  driver.in_tn3270e().client(from_hex("FF FA 28 02 07") + ByteBuffer(16'384, 'A'));
  EXPECT_EQ(driver.event(), "Violation SUBNEG-TOO-LONG: option 40");
}

// Bytes as a broken client might send them: mostly telnet, sometimes what would be right.
ByteBuffer garbage(std::mt19937& random) {
  static const char* const kTrue[] = {"FF FB 28",
                                      "FF FC 28",
                                      "FF FB 18",
                                      "FF FB 19 FF FD 19 FF FB 00 FF FD 00",
                                      "FF FA 28 02 07 49 42 4D 2D 33 32 37 38 2D 32 FF F0",
                                      "FF FA 28 03 07 00 02 04 FF F0",
                                      "FF FA 28 03 07 05 FF F0",
                                      "FF FA 18 00 49 42 4D 2D 33 32 37 38 2D 32 40 41 FF F0",
                                      "00 00 00 00 00 7D FF EF",
                                      "FF F4",
                                      "FF F5",
                                      "FF EF"};
  if (random() % 3 != 0) {
    return from_hex(kTrue[random() % std::size(kTrue)]);
  }
  ByteBuffer bytes(1 + random() % 24);
  for (std::uint8_t& byte : bytes) {
    byte = random() % 3 == 0 ? static_cast<std::uint8_t>(0xEF + random() % 17)
                             : static_cast<std::uint8_t>(random());
  }
  return bytes;
}

// Garbage alone rarely gets beyond negotiation.
void begin(LinkDriver& driver, std::uint_fast32_t where) {
  switch (where % 5) {
    case 1:
      driver.granted();
      break;
    case 2:
      driver.ready();
      break;
    case 3:
      driver.granted_classic();
      break;
    case 4:
      driver.ready_classic();
      break;
    default:
      break;
  }
}

TEST(Bounds, NoGarbageThrowsOrMakesALinkTalkMuch) {
  std::mt19937 random(2355);
  int ready = 0;
  LinkDriver driver;
  for (int round = 0; round < 10'000; ++round) {
    const ByteBuffer bytes = garbage(random);
    ASSERT_NO_THROW(driver.client(bytes)) << test::to_hex(bytes);
    ASSERT_LE(driver.events().size(), bytes.size()) << test::to_hex(bytes);
    ASSERT_LE(driver.out_bytes().size(), 16 * bytes.size() + 80) << test::to_hex(bytes);
    if (driver.phase() == LinkPhase::DecisionAwaited && random() % 2 == 0) {
      random() % 2 == 0 ? driver.grant("T001") : driver.refuse(RejectReason::DeviceInUse);
    }
    ready += driver.phase() == LinkPhase::Ready ? 1 : 0;
    if (driver.phase() == LinkPhase::Ended) {
      driver = LinkDriver();
      begin(driver, random());
    }
  }
  EXPECT_GT(ready, 1'000);
}

}  // namespace
}  // namespace tn3270
