// A host that asks for TLS by option 46: PROTOCOL 3.1, from the client's side.

#include <gtest/gtest.h>

#include "tests/unit/protocol/client_driver.h"

namespace tn3270 {
namespace {

using test::ClientDriver;
using test::from_hex;
using test::from_text;
using test::request_of;
using test::operator+;

constexpr const char* kWillFollows = "FF FB 2E FF FA 2E 01 FF F0";
constexpr const char* kFollows = "FF FA 2E 01 FF F0";

ClientDriver wanting(StartTls starttls) {
  HostRequest request = request_of("IBM-3278-2-E", "SECRET");
  request.starttls = starttls;
  return ClientDriver(request);
}

TEST(ClientStartTls, IsRefusedWhereItIsNotWanted) {
  ClientDriver driver = wanting(StartTls::No);
  EXPECT_EQ(driver.host("FF FD 2E").outcome(), "FF FC 2E");
  EXPECT_EQ(driver.host("FF FD 28").outcome(), "FF FB 28");
}

TEST(ClientStartTls, SaysToTheByteWhereTlsBegins) {
  for (const StartTls starttls : {StartTls::Offered, StartTls::Required}) {
    ClientDriver driver = wanting(starttls);
    EXPECT_EQ(driver.host("FF FD 2E").outcome(), kWillFollows);
    EXPECT_FALSE(driver.link().ended());
    driver.host(from_hex(kFollows) + from_hex("16 03 03 FF FD 28"));
    EXPECT_EQ(driver.outcome(), "TlsFollows behind 6");
    EXPECT_TRUE(driver.link().ended());
    EXPECT_EQ(driver.host("FF FD 28").outcome(), "");
  }
}

TEST(ClientStartTls, FollowsInOneReadWithItsOffer) {
  ClientDriver driver = wanting(StartTls::Offered);
  driver.host(from_hex("FF FD 2E") + from_hex(kFollows) + from_hex("16"));
  EXPECT_EQ(driver.event(), "TlsFollows behind 9");
  EXPECT_EQ(driver.out(), kWillFollows);
}

TEST(ClientStartTls, SaysNothingElseBetweenItsFollowsAndTheHosts) {
  ClientDriver driver = wanting(StartTls::Required);
  driver.host("FF FD 2E");
  EXPECT_EQ(driver.host("FF FD 28 FF FD 18 FF FD 06 FF FB 01").outcome(), "");
  EXPECT_EQ(driver.host(kFollows).outcome(), "TlsFollows behind 6");
}

TEST(ClientStartTls, GoesOnInClearWhenTheHostTakesItsOfferBack) {
  ClientDriver driver = wanting(StartTls::Offered);
  driver.host("FF FD 2E FF FD 28 FF FD 06");
  EXPECT_EQ(driver.host("FF FE 2E").outcome(), "FF FC 2E FF FB 28 FF FB 06");
  driver.host("FF FA 28 08 02 FF F0");
  EXPECT_EQ(driver.out(), test::to_hex(test::device_request("IBM-3278-2-E", "SECRET")));
}

TEST(ClientStartTls, EndsWhereTlsIsRequiredAndTheHostTakesItsOfferBack) {
  ClientDriver driver = wanting(StartTls::Required);
  driver.host("FF FD 2E").host("FF FE 2E FF FD 28");
  EXPECT_EQ(driver.outcome(), "LinkEnded the host takes its STARTTLS backFF FC 2E");
}

TEST(ClientStartTls, SaysNoNameInClearWhereTlsIsRequired) {
  for (const char* asks : {"FF FD 28 FF FA 28 08 02 FF F0", "FF FD 18 FF FA 18 01 FF F0"}) {
    ClientDriver driver = wanting(StartTls::Required);
    driver.host(asks);
    EXPECT_EQ(driver.event(), "LinkEnded the host goes on without STARTTLS") << asks;
    EXPECT_EQ(driver.out().size(), 8U) << asks;  // WILL
  }
}

TEST(ClientStartTls, MayComeBehindOtherOffers) {
  ClientDriver driver = wanting(StartTls::Required);
  driver.host("FF FD 18 FF FD 28 FF FD 2E");
  EXPECT_EQ(driver.outcome(), "FF FB 18 FF FB 28 " + std::string(kWillFollows));
}

TEST(ClientStartTls, ComesTooLateBehindAName) {
  ClientDriver driver = wanting(StartTls::Offered);
  driver.asked();
  EXPECT_EQ(driver.host("FF FD 2E").outcome(), "FF FC 2E");
}

TEST(ClientStartTls, IsNotGoneBehindBySubnegotiations) {
  ClientDriver driver = wanting(StartTls::Offered);
  driver.host("FF FD 28 FF FD 2E");
  EXPECT_EQ(driver.host("FF FA 28 08 02 FF F0").outcome(),
            "Violation STARTTLS-MESSAGE: the host goes on in clear");
}

TEST(ClientStartTls, KnowsNoMessageButFollows) {
  for (const char* message : {"FF FA 2E 00 FF F0", "FF FA 2E FF F0", "FF FA 2E 01 01 FF F0"}) {
    ClientDriver driver = wanting(StartTls::Offered);
    driver.host("FF FD 2E");
    EXPECT_EQ(driver.host(message).outcome(), "Violation STARTTLS-MESSAGE: anything but FOLLOWS");
  }
}

}  // namespace
}  // namespace tn3270
