// CONTENTION-RESOLUTION: whose turn it is (PROTOCOL 1.9).

#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "tests/unit/protocol/link_driver.h"
#include "tn3270/protocol/link_contention.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::LinkDriver;

constexpr const char* kEnter = "00 00 00 00 00 7D FF EF";

// The client's turn, given with record 0.
LinkDriver clients_turn() {
  LinkDriver driver;
  driver.ready("00,02,04,05");
  driver.send("F5 C1", ResponseWanted::No, HostTurn::Ends);
  return driver;
}

TEST(ContentionResolution, EndsATurnWithSendDataOnItsLastRecord) {
  LinkDriver driver;
  driver.ready("00,02,04,05");
  EXPECT_EQ(driver.send("F5 C1", ResponseWanted::Always, HostTurn::GoesOn).out(),
            "00 00 02 00 00 F5 C1 FF EF");
  EXPECT_EQ(driver.send("F1 C1", ResponseWanted::Always, HostTurn::GoesOn).out(),
            "00 00 02 00 01 F1 C1 FF EF");
  EXPECT_EQ(driver.send("F1 C3", ResponseWanted::Always, HostTurn::Ends).out(),
            "00 03 02 00 02 F1 C3 FF EF");
}

TEST(ContentionResolution, SaysWhetherTheKeyboardIsRestored) {
  for (const char* write : {"F1 C2", "F5 C3", "7E 02", "01 C6", "05 C7", "0D 42"}) {
    EXPECT_EQ(request_flag(from_hex(write), HostTurn::GoesOn), 2) << write;
    EXPECT_EQ(request_flag(from_hex(write), HostTurn::Ends), 3) << write;
  }
  for (const char* other : {"", "F1", "F1 C1", "F3 C2", "6F", "F2 02"}) {
    EXPECT_EQ(request_flag(from_hex(other), HostTurn::GoesOn), 0) << other;
    EXPECT_EQ(request_flag(from_hex(other), HostTurn::Ends), 1) << other;
  }
}

TEST(ContentionResolution, IsNotToBeSeenWhereItWasNotAgreed) {
  LinkDriver driver;
  driver.ready("00,02,04");
  driver.send("F5 C3", ResponseWanted::No, HostTurn::Ends);
  EXPECT_EQ(driver.out(), "00 00 00 00 00 F5 C3 FF EF");
  EXPECT_EQ(driver.send("F1 C3", ResponseWanted::No, HostTurn::Ends).out(),
            "00 00 00 00 01 F1 C3 FF EF");
}

TEST(ContentionResolution, BidsBeforeARecordThatNobodyAskedFor) {
  LinkDriver driver = clients_turn();
  EXPECT_EQ(driver.send("F1 C1", ResponseWanted::No, HostTurn::GoesOn).out(),
            "09 00 02 00 01 FF EF");
  EXPECT_EQ(driver.send("F1 C3", ResponseWanted::No, HostTurn::Ends).out(), "");
  driver.client("02 00 00 00 01 00 FF EF");
  EXPECT_EQ(driver.event(), "");
  EXPECT_EQ(driver.out(), "00 00 00 00 02 F1 C1 FF EF 00 03 00 00 03 F1 C3 FF EF");
  EXPECT_EQ(driver.send("F1 C1").out(), "09 00 02 00 04 FF EF");
}

TEST(ContentionResolution, HoldsARefusedRecordUntilTheClientsDataHaveCome) {
  LinkDriver driver = clients_turn();
  driver.send("F1 C3");
  EXPECT_EQ(driver.client("02 00 01 00 01 00 FF EF").outcome(), "");
  EXPECT_EQ(driver.send("F1 C2").out(), "");  // no second BID
  EXPECT_EQ(driver.client("07 00 00 00 00 C1 FF EF").out(), "");
  driver.client(kEnter);
  EXPECT_EQ(driver.event(), "Record 3270 0: 7D");
  EXPECT_EQ(driver.out(), "00 03 00 00 02 F1 C3 FF EF 00 03 00 00 03 F1 C2 FF EF");
}

TEST(ContentionResolution, TakesDataOfTheClientForAnAnswerToABid) {
  LinkDriver driver = clients_turn();
  driver.send("F1 C1", ResponseWanted::No, HostTurn::GoesOn).client(kEnter);
  EXPECT_EQ(driver.out(), "00 00 00 00 02 F1 C1 FF EF");
  EXPECT_EQ(driver.client("02 00 01 00 01 00 FF EF").outcome(), "");
  EXPECT_EQ(driver.send("F1 C3").out(), "00 03 00 00 03 F1 C3 FF EF");
}

TEST(ContentionResolution, NeedsNoBidBehindTheClientsData) {
  LinkDriver driver = clients_turn();
  driver.client(kEnter);
  EXPECT_EQ(driver.send("F1 C3").out(), "00 03 00 00 01 F1 C3 FF EF");
}

TEST(ContentionResolution, MatchesOnlyTheBidsAnswer) {
  LinkDriver driver = clients_turn();
  driver.client(kEnter).send("F1 C3", ResponseWanted::Always).send("F1 C2");
  EXPECT_EQ(driver.out(), "09 00 02 00 02 FF EF");
  EXPECT_EQ(driver.client("02 00 00 00 01 00 FF EF").event(), "Response 1 definite positive");
  EXPECT_EQ(driver.out(), "");
  EXPECT_EQ(driver.client("02 00 00 00 02 00 FF EF").out(), "00 03 00 00 03 F1 C2 FF EF");
}

TEST(ContentionResolution, HoldsNoMoreThanItsLimit) {
  LinkDriver driver = clients_turn();
  driver.send("F1 C3");
  ByteBuffer out;
  const ByteBuffer screen(config::limits::kHeldForTurn / 4, 0x40);
  int held = 0;
  for (; out.empty() && held < 10; ++held) {
    driver.link().send_3270(screen, ResponseWanted::No, HostTurn::GoesOn, out);
  }
  EXPECT_EQ(held, 4);
  EXPECT_GT(out.size(), config::limits::kHeldForTurn);
  EXPECT_EQ(test::to_hex(Bytes(out).first(9)), "00 03 00 00 02 F1 C3 FF EF");
}

TEST(ContentionResolution, ForgetsTheRecordsOfASessionThatIsOver) {
  LinkDriver driver = clients_turn();
  driver.send("F1 C3");
  ByteBuffer out;
  driver.link().send_unbind(1, out);
  driver.link().send_bind(from_hex("31"), out);
  EXPECT_EQ(driver.client("02 00 00 00 01 00 FF EF").outcome(), "");
  EXPECT_EQ(driver.send("F5 C3").out(), "00 03 00 00 03 F5 C3 FF EF");
}

TEST(ContentionResolution, IsAgreedOnlyWithResponses) {
  LinkDriver driver;
  driver.granted("00,02,04,05,06").client(test::functions_request("00,04,05,06"));
  EXPECT_EQ(driver.out_bytes(), test::functions_request("00,04"));
  EXPECT_EQ(driver.client(test::functions_is("00,04")).event(), "LinkReady 00,04");
}

}  // namespace
}  // namespace tn3270
