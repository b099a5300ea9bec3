#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "config/verify.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::device_request;
using test::from_hex;
using test::from_text;
using test::functions_is;
using test::functions_request;
using test::LinkDriver;
using test::operator+;

ByteBuffer request_with_name(const ByteBuffer& name) {
  return from_hex("FF FA 28 02 07") + from_text("IBM-3278-2") + from_hex("01") + name +
         from_hex("FF F0");
}

TEST(Tn3270eNegotiation, BeginsWithDoTn3270e) {
  const LinkDriver driver;
  EXPECT_EQ(driver.out(), "FF FD 28");
  EXPECT_EQ(driver.phase(), LinkPhase::Tn3270eOffered);
}

TEST(Tn3270eNegotiation, TakesEveryDeviceTypeOfTheRfcAndRepeatsItAsWritten) {
  for (const char* type :
       {"IBM-3278-2", "IBM-3278-2-E", "IBM-3278-3", "IBM-3278-3-E", "IBM-3278-4", "IBM-3278-4-E",
        "IBM-3278-5", "IBM-3278-5-E", "IBM-DYNAMIC", "IBM-3287-1", "ibm-3278-2-e"}) {
    LinkDriver driver;
    driver.deciding(type);
    ASSERT_EQ(driver.phase(), LinkPhase::DecisionAwaited) << type;
    driver.grant("T001");
    EXPECT_EQ(driver.out(), test::to_hex(from_hex("FF FA 28 02 04") + from_text(type) +
                                         from_hex("01 54 30 30 31 FF F0")));
  }
}

TEST(Tn3270eNegotiation, SaysWhichLuIsAskedForAndHow) {
  LinkDriver driver;
  EXPECT_EQ(driver.in_tn3270e().client(device_request("IBM-3278-3", "lu#1")).event(),
            "DeviceRequested IBM-3278-3 CONNECT LU#1");
  LinkDriver printer;
  EXPECT_EQ(printer.in_tn3270e().client(test::associate_request("IBM-3287-1", "T001")).event(),
            "DeviceRequested IBM-3287-1 ASSOCIATE T001");
}

TEST(Tn3270eNegotiation, RejectsAnUnknownDeviceTypeAndWaitsForAnother) {
  for (const char* type : {"", "IBM-3279-9", "VT100", "IBM-3278-2-E ", "IBM-3278-2\x02", "IBM"}) {
    LinkDriver driver;
    driver.deciding(type);
    EXPECT_EQ(driver.out(), "FF FA 28 02 06 05 04 FF F0") << type;
    EXPECT_EQ(driver.event().substr(0, 29), "DeviceRefused INV-DEVICE-TYPE") << type;
    EXPECT_EQ(driver.client(device_request("IBM-3278-2")).event(),
              "DeviceRequested IBM-3278-2 generic");
  }
}

TEST(Tn3270eNegotiation, RejectsANameThatIsNone) {
  for (const ByteBuffer& name :
       {from_text("TOOLONG01"), from_text("1LU"), from_text("A B"), from_text("LU-1"), from_hex(""),
        from_hex("41 00"), from_hex("41 01 42"), from_hex("07"), from_hex("C1 C2"),
        from_hex("41 FF FF")}) {
    LinkDriver driver;
    driver.in_tn3270e().client(request_with_name(name));
    EXPECT_EQ(driver.out(), "FF FA 28 02 06 05 03 FF F0") << test::to_hex(name);
    EXPECT_EQ(driver.event().substr(0, 22), "DeviceRefused INV-NAME");
    EXPECT_EQ(driver.phase(), LinkPhase::DeviceAwaited);
  }
}

TEST(Tn3270eNegotiation, ShowsOnlyPrintableBytesOfWhatItRefuses) {
  LinkDriver driver;
  driver.in_tn3270e().client(request_with_name(from_hex("41 1B 5B 9B 0A 42")));
  EXPECT_EQ(driver.event(), "DeviceRefused INV-NAME IBM-3278-2 CONNECT A?[??B");
}

TEST(Tn3270eNegotiation, EndsAClientWhoseNameIsLongerThanAnyClientSends) {
  const ByteBuffer longest(config::limits::kResourceName, 'A');
  LinkDriver honest;
  honest.in_tn3270e().client(request_with_name(longest));
  EXPECT_EQ(honest.phase(), LinkPhase::DeviceAwaited);
  LinkDriver driver;
  driver.in_tn3270e().client(request_with_name(longest + from_text("A")));
  EXPECT_EQ(driver.event().substr(0, 23), "Violation NAME-TOO-LONG");
}

TEST(Tn3270eNegotiation, RejectsAnAssociateOfADisplay) {
  LinkDriver driver;
  driver.in_tn3270e().client(test::associate_request("IBM-3278-2-E", "T001"));
  EXPECT_EQ(driver.out(), "FF FA 28 02 06 05 02 FF F0");
  EXPECT_EQ(driver.event(), "DeviceRefused INV-ASSOCIATE IBM-3278-2-E ASSOCIATE T001");
}

TEST(Tn3270eNegotiation, SendsEveryRejectReason) {
  for (int code = 0; code <= 7; ++code) {
    LinkDriver driver;
    driver.deciding().refuse(static_cast<RejectReason>(code));
    EXPECT_EQ(driver.out(), "FF FA 28 02 06 05 0" + std::to_string(code) + " FF F0");
    EXPECT_EQ(driver.phase(), LinkPhase::DeviceAwaited);
    EXPECT_EQ(driver.event(), "");
  }
}

TEST(Tn3270eNegotiation, RefusesNoMoreRequestsThanItsLimit) {
  LinkDriver driver;
  driver.in_tn3270e();
  for (std::uint32_t i = 0; i < config::limits::kDeviceRefusals; ++i) {
    driver.client(device_request("IBM-3278-2", i % 2 == 0 ? "T001" : "1"));
    if (driver.phase() == LinkPhase::DecisionAwaited) {
      driver.refuse(RejectReason::DeviceInUse);
    }
    ASSERT_EQ(driver.phase(), LinkPhase::DeviceAwaited) << i;
  }
  EXPECT_EQ(driver.client(device_request("IBM-3278-2", "T001")).event(),
            "Violation DEVICE-REFUSALS: 100 requests refused");
}

TEST(Tn3270eNegotiation, GrantsExactlyTheListThatWasAskedForIfItCan) {
  for (const char* list : {"02", "00,02,04", "04,02,00", "00,04", "none"}) {
    LinkDriver driver;
    driver.granted("00,02,04").client(functions_request(list));
    EXPECT_EQ(driver.out_bytes(), functions_is(list)) << list;
    EXPECT_EQ(driver.phase(), LinkPhase::Ready);
    EXPECT_EQ(driver.link().functions(), test::functions_from(list));
  }
}

TEST(Tn3270eNegotiation, CountersWithWhatBothKnow) {
  struct Case {
    const char* asked;
    const char* offered;
    const char* countered;
  };
  for (const Case& c : {Case{"00,02,04,05", "00,02,04", "00,02,04"},
                        Case{"00,01,02,03,04", "02", "02"}, Case{"00,04", "02", "none"},
                        Case{"02,02", "02", "02"}, Case{"06,FE", "00,02,04", "none"}}) {
    LinkDriver driver;
    driver.granted(c.offered).client(functions_request(c.asked));
    EXPECT_EQ(driver.out_bytes(), functions_request(c.countered)) << c.asked;
    EXPECT_EQ(driver.event(), "");
    driver.client(functions_is(c.countered));
    EXPECT_EQ(driver.event(), std::string("LinkReady ") + c.countered);
    EXPECT_EQ(driver.out(), "");
  }
}

TEST(Tn3270eNegotiation, EndsAClientWhoseIsDiffersFromTheRequest) {
  for (const char* list : {"00,02", "none", "02,02", "02,05", "04"}) {
    LinkDriver driver;
    driver.granted("02").client(functions_request("00,02,04")).client(functions_is(list));
    EXPECT_EQ(driver.event().substr(0, 26), "Violation FUNCTIONS-DIFFER") << list;
  }
}

TEST(Tn3270eNegotiation, GivesTn3270eUpAfterItsRoundsAndKeepsTheLu) {
  LinkDriver driver;
  driver.granted("02");
  for (int round = 1; round < config::limits::kFunctionRounds; ++round) {
    driver.client(functions_request("00,02,04"));
    ASSERT_EQ(driver.out_bytes(), functions_request("02"));
  }
  driver.client(functions_request("00,02,04"));
  EXPECT_EQ(driver.out(), "FF FE 28 FF FD 18");
  EXPECT_EQ(driver.link().kind(), LinkKind::Classic);
  // What the client had sent before it read that.
  EXPECT_EQ(driver.client(functions_request("00,02,04")).out(), "");
  EXPECT_EQ(driver.event(), "");
  driver.client("FF FC 28 FF FB 18").client(test::terminal_type_is("IBM-3279-2-E"));
  EXPECT_EQ(driver.out(), "FF FD 19 FF FB 19 FF FD 00 FF FB 00");
}

TEST(Tn3270eNegotiation, LeavesAtOnceWhereWhatIsNeededCannotBeAgreed) {
  for (const char* asked : {"00,02", "00,01,02,04", "none", "01,05"}) {
    LinkDriver driver;
    driver.deciding("IBM-3287-1").grant("P001", "00,01,02,03,04", "03");
    driver.client(functions_request(asked));
    EXPECT_EQ(driver.out(), "FF FE 28 FF FD 18") << asked;
    EXPECT_EQ(driver.event(), "");
    driver.client("FF FC 28 FF FB 18").client(test::terminal_type_is("IBM-3287-1@P001"));
    EXPECT_EQ(driver.phase(), LinkPhase::BinaryEorAwaited);
  }
}

TEST(Tn3270eNegotiation, AgreesWhereWhatIsNeededIsThere) {
  LinkDriver driver;
  driver.deciding("IBM-3287-1").grant("P001", "01,02,03", "03");
  driver.client(functions_request("00,01,02,03,04"));
  EXPECT_EQ(driver.out_bytes(), functions_request("01,02,03"));
  EXPECT_EQ(driver.client(functions_is("01,02,03")).event(), "LinkReady 01,02,03");
}

TEST(Tn3270eNegotiation, KeepsTheFunctionsOfAClientThatDoesNotWait) {
  LinkDriver driver;
  driver.in_tn3270e().client(device_request("IBM-3278-2-E") + functions_request("00,02,04"));
  EXPECT_EQ(driver.event(), "DeviceRequested IBM-3278-2-E generic");
  EXPECT_EQ(driver.out(), "");
  driver.grant("T001");
  EXPECT_EQ(driver.out_bytes(), from_hex("FF FA 28 02 04") + from_text("IBM-3278-2-E") +
                                    from_hex("01 54 30 30 31 FF F0") + functions_is("00,02,04"));
  EXPECT_EQ(driver.event(), "LinkReady 00,02,04");
}

TEST(Tn3270eNegotiation, CountersKeptFunctionsToo) {
  LinkDriver driver;
  driver.deciding().client(functions_request("00,02,04,05")).grant("T001", "02");
  EXPECT_EQ(driver.phase(), LinkPhase::FunctionsAwaited);
  EXPECT_EQ(driver.client(functions_is("02")).event(), "LinkReady 02");
}

TEST(Tn3270eNegotiation, ForgetsKeptFunctionsWithTheRequestThatIsRefused) {
  LinkDriver driver;
  driver.deciding().client(functions_request("00,02,04")).refuse(RejectReason::DeviceInUse);
  EXPECT_EQ(driver.out(), "FF FA 28 02 06 05 01 FF F0");
  driver.client(device_request("IBM-3278-2-E", "T002")).grant("T002");
  EXPECT_EQ(driver.phase(), LinkPhase::FunctionsAwaited);
  EXPECT_EQ(driver.event(), "");
}

TEST(Tn3270eNegotiation, OverlooksOneListThatWasOnTheWayWhenItsRequestWasRefused) {
  LinkDriver ours;
  ours.in_tn3270e().client(device_request("IBM-3278-9") + functions_request("02"));
  EXPECT_EQ(ours.event(), "DeviceRefused INV-DEVICE-TYPE IBM-3278-9");
  EXPECT_EQ(ours.client(functions_request("02")).phase(), LinkPhase::Ended);
  LinkDriver owners;
  owners.deciding().refuse(RejectReason::DeviceInUse);
  EXPECT_EQ(owners.client(functions_request("02")).event(), "");
  EXPECT_EQ(owners.client(device_request("IBM-3278-2")).event(),
            "DeviceRequested IBM-3278-2 generic");
}

TEST(Tn3270eNegotiation, KeepsOneListAndNoMore) {
  LinkDriver driver;
  driver.deciding().client(functions_request("02"));
  EXPECT_EQ(driver.client(functions_request("02")).event(),
            "Violation FUNCTIONS-UNEXPECTED: no LU, or agreed already");
  LinkDriver is;
  EXPECT_EQ(is.deciding().client(functions_is("02")).phase(), LinkPhase::Ended);
  LinkDriver early;
  EXPECT_EQ(early.in_tn3270e().client(functions_request("02")).phase(), LinkPhase::Ended);
  LinkDriver refused;
  refused.deciding().client(functions_request("02")).refuse(RejectReason::DeviceInUse);
  EXPECT_EQ(refused.client(functions_request("02")).phase(), LinkPhase::Ended);
}

TEST(Tn3270eNegotiation, ForgetsKeptFunctionsOfAClientThatLeaves) {
  LinkDriver driver;
  driver.deciding().client(functions_request("02")).client("FF FC 28").grant("T001");
  EXPECT_EQ(driver.out(), "FF FD 18");
  EXPECT_EQ(driver.phase(), LinkPhase::TerminalTypeOffered);
}

TEST(Tn3270eNegotiation, DoesNotTakeALuIntoClassicForAnotherTerminal) {
  for (const char* terminal : {"IBM-3279-5-E", "IBM-3287-1"}) {
    LinkDriver driver;
    driver.granted().client("FF FC 28").client("FF FB 18").client(test::terminal_type_is(terminal));
    EXPECT_EQ(driver.event(), "LinkEnded terminal type changed (notice)") << terminal;
  }
}

TEST(Tn3270eNegotiation, HoldsTheOwnerToItsTurn) {
  LinkDriver driver;
  EXPECT_THROW(driver.grant("T001"), config::BrokenInvariant);
  EXPECT_THROW(driver.refuse(RejectReason::DeviceInUse), config::BrokenInvariant);
  EXPECT_THROW(driver.send("F5 C3"), config::BrokenInvariant);
  driver.granted();
  EXPECT_THROW(driver.grant("T001"), config::BrokenInvariant);
  ByteBuffer out;
  EXPECT_THROW(driver.link().start(StartTls::No, out), config::BrokenInvariant);
}

TEST(Tn3270eNegotiation, NamesItsPhasesAndReasons) {
  EXPECT_STREQ(text(RejectReason::DeviceInUse), "DEVICE-IN-USE");
  EXPECT_STREQ(text(RejectReason::UnsupportedReq), "UNSUPPORTED-REQ");
  for (int phase = 0; phase <= static_cast<int>(LinkPhase::Ended); ++phase) {
    EXPECT_STRNE(text(static_cast<LinkPhase>(phase)), "?");
  }
}

}  // namespace
}  // namespace tn3270
