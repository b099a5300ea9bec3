// Each rule that a host can break, by the shortest way to break it.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "config/limits.h"
#include "tests/unit/protocol/client_driver.h"
#include "tn3270/protocol/link_rules.h"

namespace tn3270 {
namespace {

using test::ClientDriver;
using test::from_hex;
using test::request_of;
using test::operator+;

struct Broken {
  const char* rule;
  std::function<void(ClientDriver&)> how;
};

std::vector<Broken> every_rule() {
  using Driver = ClientDriver;
  return {
      {rule::kSubnegotiationTooLong,
       [](Driver& d) { d.in_tn3270e().host(from_hex("FF FA 28") + ByteBuffer(513, 'A')); }},
      {rule::kSubnegotiationNotAgreed, [](Driver& d) { d.host("FF FA 28"); }},
      {rule::kSubnegotiationNotAgreed, [](Driver& d) { d.ready().host("FF FA 56 FF F0"); }},
      {rule::kSubnegotiationNotAgreed, [](Driver& d) { d.host("FF FD 27 FF FA 27 01 FF F0"); }},
      {rule::kSubnegotiationMalformed, [](Driver& d) { d.in_tn3270e().host("FF FA 28 FF F1"); }},
      {rule::kSubnegotiationMalformed, [](Driver& d) { d.host("FF FD 00 FF FA 00 FF F0"); }},
      {rule::kTelnetCommand, [](Driver& d) { d.host("FF EB"); }},
      {rule::kTelnetCommand, [](Driver& d) { d.ready().host("FF 00"); }},
      {rule::kOptionFlood,
       [](Driver& d) {
         ByteBuffer verbs;
         for (std::uint32_t n = 0; n <= config::limits::kNegotiations; ++n) {
           verbs = std::move(verbs) + from_hex("FF FE 01");
         }
         d.host(verbs);
       }},
      {rule::kStartTls,
       [](Driver& d) {
         HostRequest request = request_of("IBM-3278-2");
         request.starttls = StartTls::Offered;
         d = Driver(request);
         d.host("FF FD 2E FF FA 2E 00 FF F0");
       }},
      {rule::kMessage, [](Driver& d) { d.in_tn3270e().host("FF FA 28 02 07 FF F0"); }},
      {rule::kMessage, [](Driver& d) { d.in_tn3270e().host("FF FA 28 02 08 FF F0"); }},
      {rule::kMessage, [](Driver& d) { d.in_tn3270e().host("FF FA 28 FF F0"); }},
      {rule::kDeviceTypeUnexpected, [](Driver& d) { d.in_tn3270e().host("FF FA 28 02 04 FF F0"); }},
      {rule::kDeviceTypeUnexpected, [](Driver& d) { d.granted().host("FF FA 28 02 04 FF F0"); }},
      {rule::kDeviceTypeUnexpected,
       [](Driver& d) { d.ready().host(test::device_reject(RejectReason::DeviceInUse)); }},
      {rule::kFunctionsUnexpected, [](Driver& d) { d.asked().host(test::functions_is("02")); }},
      {rule::kFunctionsUnexpected, [](Driver& d) { d.ready().host(test::functions_is("02")); }},
      {rule::kFunctionsUnexpected,
       [](Driver& d) { d.ready().host(test::functions_request("02")); }},
      {rule::kTerminalTypeMalformed, [](Driver& d) { d.host("FF FD 18 FF FA 18 00 FF F0"); }},
      {rule::kTerminalTypeMalformed, [](Driver& d) { d.host("FF FD 18 FF FA 18 01 01 FF F0"); }},
      {rule::kRecordTooLong,
       [](Driver& d) { d.ready_classic().host(ByteBuffer(config::limits::kHostRecord + 1, 0)); }},
      {rule::kHeaderShort, [](Driver& d) { d.ready().host("00 00 00 00 FF EF"); }},
  };
}

TEST(ClientRules, EndTheLinkAtOnceAndSayWhichOneWasBroken) {
  for (const Broken& broken : every_rule()) {
    ClientDriver driver;
    broken.how(driver);
    EXPECT_TRUE(driver.link().ended()) << broken.rule;
    EXPECT_FALSE(driver.link().ready()) << broken.rule;
    ASSERT_FALSE(driver.events().empty()) << broken.rule;
    EXPECT_EQ(driver.events().back().rfind(std::string("Violation ") + broken.rule + ": ", 0), 0U)
        << driver.event();
    EXPECT_EQ(driver.host("FF FD 06").outcome(), "") << broken.rule;
  }
}

TEST(ClientRules, TakeARecordOfTheLongestKind) {
  ClientDriver driver;
  driver.ready_classic();
  const ByteBuffer record(config::limits::kHostRecord, 0x40);
  std::vector<ClientEvent> events;
  ByteBuffer out;
  driver.link().feed(record + from_hex("FF EF"), events, out);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(std::get<HostRecord>(events[0]).length, config::limits::kHostRecord);
}

TEST(ClientRules, LetMessagesOfAnOptionThatWasLeftPass) {
  ClientDriver driver;
  driver.granted().host(test::functions_is("00,02,04,05"));
  ASSERT_EQ(driver.out(), "FF FC 28");
  EXPECT_EQ(driver.host(test::functions_is("00")).outcome(), "");
  EXPECT_EQ(driver.host("FF FE 28").outcome(), "");
  EXPECT_EQ(driver.host("FF FA 28 03").event(), "Violation SUBNEG-NOT-AGREED: option 40");
}

}  // namespace
}  // namespace tn3270
