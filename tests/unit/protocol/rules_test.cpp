// Each rule that a client can break, by the shortest way to break it.

#include "tn3270/protocol/link_rules.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "config/limits.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::device_request;
using test::from_hex;
using test::functions_is;
using test::functions_request;
using test::LinkDriver;
using test::operator+;
using test::terminal_type_is;

struct Broken {
  const char* rule;
  std::function<void(LinkDriver&)> how;
};

ByteBuffer times(std::size_t count, const ByteBuffer& bytes) {
  ByteBuffer all;
  for (std::size_t i = 0; i < count; ++i) {
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  return all;
}

// All but TELNET-LIBRARY, which nothing known reaches.
std::vector<Broken> every_rule() {
  using Driver = LinkDriver;
  return {
      {rule::kSubnegotiationTooLong,
       [](Driver& d) { d.in_tn3270e().client(from_hex("FF FA 28") + ByteBuffer(513, 'A')); }},
      {rule::kSubnegotiationNotAgreed, [](Driver& d) { d.client("FF FA 28"); }},
      {rule::kSubnegotiationMalformed, [](Driver& d) { d.in_tn3270e().client("FF FA 28 FF F1"); }},
      {rule::kTelnetCommand, [](Driver& d) { d.client("FF EB"); }},
      {rule::kOptionFlood,
       [](Driver& d) { d.client(times(config::limits::kNegotiations + 1, from_hex("FF FE 01"))); }},
      {rule::kEarlyData,
       [](Driver& d) { d.client(ByteBuffer(config::limits::kEarlyData + 1, 'x')); }},
      {rule::kStartTls,
       [](Driver& d) {
         d = LinkDriver(StartTls::Offered);
         d.client("FF FB 2E FF FA 2E 00 FF F0");
       }},
      {rule::kMessage, [](Driver& d) { d.in_tn3270e().client("FF FA 28 02 04 FF F0"); }},
      {rule::kDeviceTypeUnexpected,
       [](Driver& d) { d.deciding().client(device_request("IBM-3278-2")); }},
      {rule::kNameTooLong,
       [](Driver& d) {
         d.in_tn3270e().client(device_request("IBM-3278-2", std::string(33, 'A')));
       }},
      {rule::kDeviceRefusals,
       [](Driver& d) {
         d.in_tn3270e().client(times(config::limits::kDeviceRefusals + 1, device_request("X")));
       }},
      {rule::kFunctionsUnexpected,
       [](Driver& d) { d.in_tn3270e().client(functions_request("02")); }},
      {rule::kFunctionsDiffer,
       [](Driver& d) { d.granted("02").client(functions_request("00,02") + functions_is("00")); }},
      {rule::kTerminalTypeMalformed,
       [](Driver& d) { d.asked_for_terminal_type().client("FF FA 18 01 FF F0"); }},
      {rule::kTerminalTypeUnexpected,
       [](Driver& d) { d.deciding_classic().client(terminal_type_is("IBM-3278-2")); }},
      {rule::kRecordTooLong,
       [](Driver& d) {
         d.ready_classic().client(ByteBuffer(config::limits::kInboundRecord + 1, 0));
       }},
      {rule::kHeaderShort, [](Driver& d) { d.ready().client("00 00 00 00 FF EF"); }},
      {rule::kForeignRecords,
       [](Driver& d) {
         d.ready().client(
             times(config::limits::kForeignRecords + 1, from_hex("08 00 00 00 00 FF EF")));
       }},
  };
}

TEST(Rules, EndTheLinkAtOnceAndSayWhichOneWasBroken) {
  for (const Broken& broken : every_rule()) {
    LinkDriver driver;
    broken.how(driver);
    EXPECT_EQ(driver.phase(), LinkPhase::Ended) << broken.rule;
    ASSERT_FALSE(driver.events().empty()) << broken.rule;
    EXPECT_EQ(driver.events().back().rfind(std::string("Violation ") + broken.rule + ": ", 0), 0U)
        << driver.event();
  }
}

TEST(Rules, CountEmptySubnegotiationsOfAnOptionThatWasLeft) {
  LinkDriver driver;
  driver.granted("02");
  for (int round = 0; round < config::limits::kFunctionRounds; ++round) {
    driver.client(functions_request("00"));
  }
  ASSERT_EQ(driver.out(), "FF FE 28 FF FD 18");
  driver.client(times(config::limits::kNegotiations, functions_request("00")));
  EXPECT_EQ(driver.event(), "Violation OPTION-FLOOD: option 40");
}

TEST(Rules, LetRecordsWithoutAHeaderPass) {
  LinkDriver driver;
  driver.ready().client(times(1'000, from_hex("FF EF")));
  EXPECT_EQ(driver.outcome(), "");
  EXPECT_EQ(driver.phase(), LinkPhase::Ready);
}

TEST(Rules, CountWhatOnlyAServerMaySend) {
  for (const char* type : {"01", "03", "08", "09", "0A", "FF FF"}) {
    LinkDriver driver;
    driver.ready();
    const ByteBuffer record = from_hex(type) + from_hex("00 00 00 00 FF EF");
    driver.client(times(config::limits::kForeignRecords, record));
    EXPECT_EQ(driver.outcome(), "") << type;
    EXPECT_EQ(driver.client(record).phase(), LinkPhase::Ended) << type;
  }
}

TEST(Rules, CountWhatTheFunctionsDoNotAllow) {
  struct Case {
    const char* functions;
    const char* record;
  };
  for (const Case& c : {Case{"02", "07 00 00 00 00 C1"}, Case{"none", "07 00 00 00 00"},
                        Case{"00,04", "02 00 00 00 00 00"}, Case{"00,04", "06 00 00 00 00"},
                        Case{"02", "06 00 00 00 00"}, Case{"02", "02 00 02 00 00 10 03 00 00"}}) {
    LinkDriver driver;
    driver.ready(c.functions);
    const ByteBuffer record = from_hex(c.record) + from_hex("FF EF");
    driver.client(times(config::limits::kForeignRecords, record));
    EXPECT_EQ(driver.outcome(), "") << c.record;
    EXPECT_EQ(driver.client(record).phase(), LinkPhase::Ended) << c.record;
  }
}

}  // namespace
}  // namespace tn3270
