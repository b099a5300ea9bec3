// We ask another host for a LU in TN3270E: RFC 2355 7, PROTOCOL 1.2, 1.3, 1.10 and 7.1.

#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "tests/unit/protocol/client_driver.h"

namespace tn3270 {
namespace {

using test::ClientDriver;
using test::device_is;
using test::device_reject;
using test::device_request;
using test::from_hex;
using test::functions_is;
using test::functions_request;
using test::request_of;
using test::to_hex;

constexpr const char* kSend = "FF FA 28 08 02 FF F0";

TEST(ClientTn3270e, WaitsForTheHostToSpeak) {
  ClientDriver driver;
  EXPECT_FALSE(driver.link().ready());
  EXPECT_EQ(driver.host("").outcome(), "");
  EXPECT_EQ(driver.link().kind(), LinkKind::Classic);
  EXPECT_EQ(driver.host("FF FD 28").outcome(), "FF FB 28");
  EXPECT_EQ(driver.link().kind(), LinkKind::Tn3270e);
}

TEST(ClientTn3270e, AsksForADeviceOnlyWhenToldTo) {
  ClientDriver driver;
  driver.in_tn3270e();
  EXPECT_EQ(driver.host(kSend).outcome(), to_hex(device_request("IBM-3278-2-E")));
}

TEST(ClientTn3270e, AsksForTheNearestTypeThatTn3270eHas) {
  const std::pair<const char*, const char*> kTypes[] = {
      {"IBM-3278-2", "IBM-3278-2"},     {"IBM-3279-4-E", "IBM-3278-4-E"},
      {"IBM-DYNAMIC", "IBM-DYNAMIC"},   {"IBM-3287-1", "IBM-3287-1"},
      {"IBM-3180-2-E", "IBM-3278-5-E"}, {"IBM-3277-2", "IBM-3278-2"}};
  for (const auto& [device, type] : kTypes) {
    ClientDriver driver(request_of(device));
    EXPECT_EQ(driver.asked().out(), to_hex(device_request(type))) << device;
  }
}

TEST(ClientTn3270e, AsksByName) {
  ClientDriver driver(request_of("IBM-3278-4-E", "LU01"));
  EXPECT_EQ(driver.asked().out(), to_hex(device_request("IBM-3278-4-E", "LU01")));
}

TEST(ClientTn3270e, AsksForThePrinterOfATerminal) {
  HostRequest request = request_of("IBM-3287-1", "IGNORED");
  request.partner = "TERM01";
  ClientDriver driver(request);
  EXPECT_EQ(driver.asked().out(), to_hex(test::associate_request("IBM-3287-1", "TERM01")));
  driver.host(device_reject(RejectReason::InvAssociate));
  EXPECT_EQ(driver.outcome(),
            "HostRefused TERM01 INV-ASSOCIATE | LinkEnded the host refuses TERM01: INV-ASSOCIATE");
}

TEST(ClientTn3270e, SaysWhichLuItGot) {
  ClientDriver driver;
  driver.asked().host(device_is("IBM-3278-2-E", "TCP00001"));
  EXPECT_EQ(driver.event(), "LuGranted TCP00001");
  EXPECT_EQ(driver.out(), to_hex(functions_request("00,02,04")));
}

TEST(ClientTn3270e, TakesALuWithoutANameOrWithOneThatVtamHasNot) {
  for (const char* name : {"", "9LU", "A-B", "NINECHARS"}) {
    ClientDriver driver;
    driver.asked().host(device_is("IBM-3278-2-E", name));
    EXPECT_EQ(driver.event(), "LuGranted unnamed") << name;
  }
}

TEST(ClientTn3270e, IsReadyWhenTheHostAgrees) {
  ClientDriver driver;
  driver.granted().host(functions_is("00,02,04"));
  EXPECT_EQ(driver.outcome(), "HostReady 00,02,04");
  EXPECT_TRUE(driver.link().ready());
  EXPECT_EQ(driver.link().functions(), test::functions_from("00,02,04"));
}

TEST(ClientTn3270e, TakesAShorterList) {
  ClientDriver driver;
  EXPECT_EQ(driver.ready("00").outcome(), "HostReady 00");
}

TEST(ClientTn3270e, LeavesAHostThatAddsFunctionsByItself) {
  for (const char* list : {"00,02,04,05", "00,02,04,7F", "00,00"}) {
    ClientDriver driver;
    driver.granted().host(functions_is(list));
    EXPECT_EQ(driver.outcome(), "HostRestartedFF FC 28") << list;
    EXPECT_EQ(driver.link().kind(), LinkKind::Classic);
    // Once left it is not begun again: the host would bring us to the same place.
    EXPECT_EQ(driver.host("FF FE 28 FF FD 28").outcome(), "FF FC 28");
  }
}

TEST(ClientTn3270e, TakesACounterProposalThatIsWithinItsList) {
  ClientDriver driver;
  driver.granted().host(functions_request("02"));
  EXPECT_EQ(driver.event(), "HostReady 02");
  EXPECT_EQ(driver.out(), to_hex(functions_is("02")));
  ClientDriver empty;
  empty.granted().host(functions_request("none"));
  EXPECT_EQ(empty.event(), "HostReady none");
  EXPECT_EQ(empty.out(), to_hex(functions_is("none")));
}

TEST(ClientTn3270e, RepeatsTheHostsListAsItIs) {
  ClientDriver driver;
  driver.granted().host(functions_request("04,02"));
  EXPECT_EQ(driver.out(), to_hex(functions_is("04,02")));
}

TEST(ClientTn3270e, CountersWhatItHasNotAskedForAndGivesUpAfterThreeRounds) {
  ClientDriver driver;
  driver.granted();
  for (int round = 1; round < config::limits::kFunctionRounds; ++round) {
    driver.host(functions_request("02,05,44"));
    EXPECT_EQ(driver.outcome(), to_hex(functions_request("02"))) << round;
  }
  EXPECT_EQ(driver.host(functions_request("02,05")).outcome(), "HostRestartedFF FC 28");
  // The host's side of leaving, and classic.
  EXPECT_EQ(driver.host("FF FE 28 FF FD 18").outcome(), "FF FB 18");
}

TEST(ClientTn3270e, TakesTheIsToItsOwnCounterProposal) {
  ClientDriver driver;
  driver.granted().host(functions_request("02,05")).host(functions_is("02"));
  EXPECT_EQ(driver.outcome(), "HostReady 02");
}

TEST(ClientTn3270e, LeavesAHostThatGivesAPrinterNoDataType) {
  ClientDriver driver(request_of("IBM-3287-1", "P1", "00,01,02,03"));
  driver.asked().host(device_is("IBM-3287-1", "P1")).host(functions_request("00,02"));
  EXPECT_EQ(driver.event(), "HostRestarted");
  EXPECT_EQ(driver.out(), to_hex(functions_is("00,02")) + " FF FC 28");
  ClientDriver served(request_of("IBM-3287-1", "P1", "00,01,02,03"));
  served.asked().host(device_is("IBM-3287-1", "P1")).host(functions_request("03"));
  EXPECT_EQ(served.event(), "HostReady 03");
}

TEST(ClientTn3270e, AsksForItsNamesOneAfterTheOther) {
  ClientDriver driver(request_of("IBM-3278-2", "LU01,LU02,LU03"));
  driver.asked().host(device_reject(RejectReason::DeviceInUse));
  EXPECT_EQ(driver.event(), "HostRefused LU01 DEVICE-IN-USE");
  EXPECT_EQ(driver.out(), to_hex(device_request("IBM-3278-2", "LU02")));
  driver.host(device_reject(RejectReason::InvName));
  EXPECT_EQ(driver.event(), "HostRefused LU02 INV-NAME");
  EXPECT_EQ(driver.out(), to_hex(device_request("IBM-3278-2", "LU03")));
  driver.host(device_reject(RejectReason::TypeNameError));
  EXPECT_EQ(driver.outcome(),
            "HostRefused LU03 TYPE-NAME-ERROR | "
            "LinkEnded the host refuses LU03: TYPE-NAME-ERROR");
  EXPECT_TRUE(driver.link().ended());
}

TEST(ClientTn3270e, EndsWhereTheHostHasNoLuForAnybody) {
  ClientDriver driver;
  driver.asked().host(device_reject(RejectReason::UnknownError));
  EXPECT_EQ(driver.outcome(),
            "HostRefused generic UNKNOWN-ERROR | LinkEnded the host refuses any LU: UNKNOWN-ERROR");
}

TEST(ClientTn3270e, AsksForNoMoreNamesWhereTheHostHasNone) {
  ClientDriver driver(request_of("IBM-3278-2", "LU01,LU02"));
  driver.asked().host(device_reject(RejectReason::UnsupportedReq));
  EXPECT_EQ(driver.outcome(),
            "HostRefused LU01 UNSUPPORTED-REQ | LinkEnded the host refuses LU01: UNSUPPORTED-REQ");
}

TEST(ClientTn3270e, KnowsAReasonThatItDoesNotKnow) {
  for (const char* reject :
       {"FF FA 28 02 06 05 63 FF F0", "FF FA 28 02 06 FF F0", "FF FA 28 02 06 01 01 FF F0"}) {
    ClientDriver driver;
    driver.asked().host(reject);
    EXPECT_EQ(driver.events().front(), "HostRefused generic UNKNOWN-ERROR") << reject;
  }
}

TEST(ClientTn3270e, WalksAListThatIsLongerThanTheLimitOfNegotiations) {
  std::string names;
  for (std::size_t n = 0; n <= config::limits::kNegotiations; ++n) {
    names += (names.empty() ? "L" : ",L") + std::to_string(n);
  }
  ClientDriver driver(request_of("IBM-3278-2", names));
  driver.asked();
  for (std::size_t n = 0; n < config::limits::kNegotiations; ++n) {
    driver.host(device_reject(RejectReason::DeviceInUse));
    ASSERT_EQ(driver.event(), "HostRefused L" + std::to_string(n) + " DEVICE-IN-USE");
  }
}

TEST(ClientTn3270e, DoesNotAnswerASecondSendWhileItsRequestIsOut) {
  ClientDriver driver;
  EXPECT_EQ(driver.asked().host(kSend).outcome(), "");
}

TEST(ClientTn3270e, BeginsAnewWhenTheHostAsksForADeviceAgain) {
  for (const bool ready : {false, true}) {
    ClientDriver driver(request_of("IBM-3278-2-E", "LU01,LU02"));
    driver.asked().host(device_reject(RejectReason::DeviceInUse));
    driver.host(device_is("IBM-3278-2-E", "LU02"));
    if (ready) {
      driver.host(functions_is("02"));
    }
    driver.host(kSend);
    EXPECT_EQ(driver.event(), "HostRestarted");
    EXPECT_EQ(driver.out(), to_hex(device_request("IBM-3278-2-E", "LU01")));
    EXPECT_FALSE(driver.link().ready());
  }
}

// PROTOCOL 1.10, tn3270e-renegotiate.
TEST(ClientTn3270e, BeginsAnewAsOftenAsTheHostDoes) {
  ClientDriver driver;
  driver.ready();
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(driver.host("FF FE 28").outcome(), "HostRestartedFF FC 28");
    EXPECT_FALSE(driver.link().ready());
    EXPECT_EQ(driver.host("FF FD 28").outcome(), "FF FB 28");
    EXPECT_EQ(driver.host(kSend).out(), to_hex(device_request("IBM-3278-2-E")));
    driver.host(device_is("IBM-3278-2-E", "LU" + std::to_string(round)));
    EXPECT_EQ(driver.host(functions_is("00,02,04")).event(), "HostReady 00,02,04");
  }
}

// PROTOCOL 1.10, wont-tn3270e.
TEST(ClientTn3270e, GoesClassicWhenTheHostTakesItsOfferBack) {
  using Phase = ClientDriver& (ClientDriver::*)();
  for (const Phase phase :
       {&ClientDriver::in_tn3270e, &ClientDriver::asked, &ClientDriver::granted}) {
    for (const char* leaves : {"FF FC 28", "FF FE 28"}) {
      ClientDriver driver;
      (driver.*phase)();
      EXPECT_EQ(driver.host(leaves).outcome(), "HostRestartedFF FC 28");
      EXPECT_EQ(driver.host("FF FE 28").outcome(), "");  // its answer to ours
      EXPECT_EQ(driver.ready_classic().event(), "HostReady classic");
    }
  }
}

TEST(ClientTn3270e, DropsTheRecordThatHadBegunWhenTheHostBeginsAnew) {
  ClientDriver driver;
  driver.ready().host("00 00 00 00 00 F5 C3");
  EXPECT_TRUE(driver.link().unfinished());
  driver.host("FF FE 28");
  EXPECT_FALSE(driver.link().unfinished());
  driver.ready_classic().host("F1 C3 FF EF");
  EXPECT_EQ(driver.event(), "Record 3270 0: F1 C3");
}

TEST(ClientTn3270e, RefusesTn3270eWhereItIsToStayClassic) {
  HostRequest request = request_of("IBM-3278-2-E");
  request.tn3270e = false;
  ClientDriver driver(request);
  EXPECT_EQ(driver.host("FF FD 28").outcome(), "FF FC 28");
  EXPECT_EQ(driver.ready_classic().event(), "HostReady classic");
}

TEST(ClientTn3270e, LeavesClassicWhenTheHostAsksForTn3270eAfterAll) {
  ClientDriver driver;
  driver.ready_classic();
  EXPECT_EQ(driver.host("FF FD 28").outcome(), "HostRestartedFF FB 28");
  EXPECT_EQ(driver.host(kSend).out(), to_hex(device_request("IBM-3278-2-E")));
  // Back again: BINARY and EOR were never left.
  EXPECT_EQ(driver.host("FF FE 28").event(), "HostRestarted | HostReady classic");
}

TEST(ClientTn3270e, IsEndedByAHostThatNeverStopsBeginningAnew) {
  ClientDriver driver;
  driver.ready();
  std::string last;
  for (std::uint32_t n = 0; n <= config::limits::kNegotiations && !driver.link().ended(); ++n) {
    last = driver.host("FF FE 28 FF FD 28").events().back();
  }
  EXPECT_EQ(last, "Violation OPTION-FLOOD: option 40");
}

}  // namespace
}  // namespace tn3270
