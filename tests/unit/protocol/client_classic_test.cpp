// We are a classic TN3270 client of another host: RFC 1576, RFC 1091, RFC 1646, PROTOCOL 2 and 7.1.

#include <gtest/gtest.h>

#include <string>

#include "config/limits.h"
#include "tests/unit/protocol/client_driver.h"

namespace tn3270 {
namespace {

using test::ClientDriver;
using test::from_hex;
using test::from_text;
using test::request_of;
using test::terminal_type_is;
using test::to_hex;
using test::operator+;

constexpr const char* kSend = "FF FA 18 01 FF F0";
constexpr const char* kBinaryEor = "FF FD 19 FF FB 19 FF FD 00 FF FB 00";

TEST(ClientClassic, SaysItsTerminalTypeAndBecomesReady) {
  ClientDriver driver;
  EXPECT_EQ(driver.host("FF FD 18").outcome(), "FF FB 18");
  EXPECT_EQ(driver.host(kSend).outcome(), to_hex(terminal_type_is("IBM-3278-2-E")));
  driver.host(kBinaryEor);
  EXPECT_EQ(driver.event(), "HostReady classic");
  EXPECT_EQ(driver.out(), "FF FB 19 FF FD 19 FF FB 00 FF FD 00");
  EXPECT_EQ(driver.link().kind(), LinkKind::Classic);
  EXPECT_EQ(driver.link().functions(), FunctionSet{});
}

TEST(ClientClassic, SaysTheTypesAsTheyAreCalledInClassic) {
  for (const char* type : {"IBM-3279-4-E", "IBM-3277-2", "IBM-DYNAMIC", "IBM-3287-1"}) {
    ClientDriver driver(request_of(type));
    EXPECT_EQ(driver.asked_in_classic().out(), "FF FB 18 " + to_hex(terminal_type_is(type)));
  }
}

// z/OS, PROTOCOL 2.1: the screen comes without waiting for our answers.
TEST(ClientClassic, TakesAScreenThatDoesNotWait) {
  ClientDriver driver(request_of("IBM-3278-2", "LU01"));
  driver.host("FF FC 28 FF FD 18");
  EXPECT_EQ(driver.outcome(), "FF FB 18");
  driver.host(from_hex(kSend) + from_hex(kBinaryEor) + from_hex("F5 C3 11 40 40 FF EF"));
  EXPECT_EQ(driver.event(), "HostReady classic | Record 3270 0: F5 C3 11 40 40");
  EXPECT_EQ(driver.out(),
            to_hex(terminal_type_is("IBM-3278-2@LU01")) + " FF FB 19 FF FD 19 FF FB 00 FF FD 00");
}

TEST(ClientClassic, TakesEveryOrderOfTheFourOptions) {
  for (const char* order :
       {"FF FD 00 FF FB 00 FF FD 19 FF FB 19", "FF FB 00 FF FB 19 FF FD 00 FF FD 19",
        "FF FB 19 FF FD 19 FF FB 00 FF FD 00"}) {
    ClientDriver before;  // and before the terminal type
    EXPECT_EQ(before.host(order).event(), "");
    EXPECT_EQ(before.asked_in_classic().event(), "HostReady classic") << order;
    ClientDriver behind;
    EXPECT_EQ(behind.asked_in_classic().host(order).event(), "HostReady classic") << order;
  }
}

TEST(ClientClassic, AsksForTheHalfThatAHostForgets) {
  ClientDriver driver;
  driver.asked_in_classic().host("FF FD 19 FF FD 00");
  EXPECT_EQ(driver.outcome(), "FF FB 19 FF FD 19 FF FB 00 FF FD 00");
  EXPECT_EQ(driver.host("FF FB 19 FF FB 00").outcome(), "HostReady classic");
  ClientDriver other;
  other.asked_in_classic().host("FF FB 19 FF FB 00");
  EXPECT_EQ(other.outcome(), "FF FD 19 FF FB 19 FF FD 00 FF FB 00");
  EXPECT_EQ(other.host("FF FD 19 FF FD 00").outcome(), "HostReady classic");
}

TEST(ClientClassic, TakesNoForTheHalfThatItAskedFor) {
  ClientDriver driver;
  driver.asked_in_classic().host("FF FD 19 FF FD 00 FF FC 19 FF FC 00");
  EXPECT_EQ(driver.event(), "");
  EXPECT_FALSE(driver.link().ready());
  EXPECT_EQ(driver.host("FF FC 19 FF FC 00").outcome(), "");
}

TEST(ClientClassic, AsksForItsNamesOneAfterTheOther) {
  ClientDriver driver(request_of("IBM-3278-2-E", "LU01,LU02"));
  EXPECT_EQ(driver.asked_in_classic().out(),
            "FF FB 18 " + to_hex(terminal_type_is("IBM-3278-2-E@LU01")));
  driver.host(kSend);
  EXPECT_EQ(driver.event(), "HostRefused LU01 UNKNOWN-ERROR");
  EXPECT_EQ(driver.out(), to_hex(terminal_type_is("IBM-3278-2-E@LU02")));
  // RFC 1091: the end of the list is its last entry, twice.
  driver.host(kSend);
  EXPECT_EQ(driver.event(), "HostRefused LU02 UNKNOWN-ERROR");
  EXPECT_EQ(driver.out(), to_hex(terminal_type_is("IBM-3278-2-E@LU02")));
  driver.host(kSend);
  EXPECT_EQ(driver.outcome(), "LinkEnded the host takes none of our LU names");
}

TEST(ClientClassic, BeginsItsNamesAnewWithTheHost) {
  for (const char* anew : {"FF FC 00", "FF FD 28 FF FE 28"}) {
    ClientDriver driver(request_of("IBM-3278-2-E", "LU01,LU02"));
    driver.asked_in_classic().host(kSend);
    driver.host(kBinaryEor).host(anew);
    EXPECT_EQ(driver.events().front(), "HostRestarted");
    driver.host(kSend);
    EXPECT_EQ(driver.outcome(), to_hex(terminal_type_is("IBM-3278-2-E@LU01"))) << anew;
  }
}

TEST(ClientClassic, RepeatsATypeWithoutNamesAsOftenAsItIsAsked) {
  ClientDriver driver;
  driver.asked_in_classic();
  for (int n = 0; n < 5; ++n) {
    EXPECT_EQ(driver.host(kSend).outcome(), to_hex(terminal_type_is("IBM-3278-2-E")));
  }
}

TEST(ClientClassic, HasNoPrinterOfATerminal) {
  HostRequest request = request_of("IBM-3287-1");
  request.partner = "TERM01";
  ClientDriver driver(request);
  EXPECT_EQ(driver.asked_in_classic().outcome(),
            "LinkEnded classic TN3270 has no printer of a terminalFF FB 18");
}

TEST(ClientClassic, LeavesAndEnters3270ModeWithTheHost) {
  for (const char* leaves : {"FF FC 00", "FF FE 00", "FF FC 19", "FF FE 19", "FF FE 18"}) {
    ClientDriver driver;
    driver.ready_classic();
    driver.host(leaves);
    EXPECT_EQ(driver.event(), "HostRestarted") << leaves;
    EXPECT_EQ(driver.out().size(), 8U) << leaves;  // one verb
    EXPECT_FALSE(driver.link().ready());
    EXPECT_EQ(driver.host(from_text("LU IN USE\r\n")).event(), "Text LU IN USE");
    std::string enters = leaves;
    enters[3] = enters[3] == 'F' && enters[4] == 'C' ? 'F' : enters[3];
    enters[4] = enters[4] == 'C' ? 'B' : 'D';
    EXPECT_EQ(driver.host(enters).event(), "HostReady classic") << enters;
  }
}

TEST(ClientClassic, RefusesWhatItDoesNotSpeak) {
  for (unsigned option = 0; option <= 255; ++option) {
    const bool ours = option == 0 || option == 6 || option == 24 || option == 25 || option == 40;
    if (ours) {
      continue;
    }
    const auto code = static_cast<std::uint8_t>(option);
    ClientDriver driver;
    EXPECT_EQ(driver.host(ByteBuffer{0xFF, 0xFD, code}).outcome(),
              to_hex(ByteBuffer{0xFF, 0xFC, code}));
    EXPECT_EQ(driver.host(ByteBuffer{0xFF, 0xFB, code}).outcome(),
              to_hex(ByteBuffer{0xFF, 0xFE, code}));
    EXPECT_EQ(driver.host(ByteBuffer{0xFF, 0xFC, code, 0xFF, 0xFE, code}).outcome(), "");
  }
}

TEST(ClientClassic, MakesATimingMarkInEveryPhaseAndForEver) {
  ClientDriver driver;
  EXPECT_EQ(driver.host("FF FD 06").outcome(), "FF FB 06");
  driver.ready_classic();
  for (std::uint32_t n = 0; n <= 2 * config::limits::kNegotiations; ++n) {
    ASSERT_EQ(driver.host("FF FD 06").outcome(), "FF FB 06");
  }
}

TEST(ClientClassic, TakesAnAnswerToItsProbesInSilence) {
  for (const char* answer : {"FF FB 06", "FF FC 06"}) {
    ClientDriver driver;
    driver.ready_classic();
    for (std::uint32_t n = 0; n <= 2 * config::limits::kNegotiations; ++n) {
      driver.does([](ClientLink& link, ByteBuffer& out) { link.probe(out); });
      ASSERT_EQ(driver.out(), "FF FD 06");
      ASSERT_EQ(driver.host(answer).outcome(), "");
    }
  }
}

TEST(ClientClassic, SaysNothingByItselfBeforeItIsReady) {
  ClientDriver driver;
  for (const char* bytes : {"", "FF FD 18", kSend, "FF FD 19"}) {
    driver.host(bytes).does([](ClientLink& link, ByteBuffer& out) {
      link.probe(out);
      link.keep_alive(out);
    });
    EXPECT_EQ(driver.out(), "") << bytes;
  }
  driver.host(kBinaryEor).does([](ClientLink& link, ByteBuffer& out) { link.keep_alive(out); });
  EXPECT_EQ(driver.out(), "FF F1");
}

// --- text

TEST(ClientText, ComesOutALineAtATime) {
  ClientDriver driver;
  driver.host(from_text("LU LUA IS IN USE\r\nTRY AGAIN\n\r\n  \r\nbegun"));
  EXPECT_EQ(driver.event(), "Text LU LUA IS IN USE | Text TRY AGAIN");
  EXPECT_EQ(driver.host(from_text(" here\r")).event(), "Text begun here");
}

TEST(ClientText, EndsWhereTheHostNegotiatesOrCloses) {
  for (const char* hex : {"FF FD 18", "FF F9", "FF FC 01"}) {
    ClientDriver driver;
    driver.host(from_text("login:") + from_hex(hex));
    EXPECT_EQ(driver.event(), "Text login:") << hex;
  }
  ClientDriver driver;
  driver.host(from_text("LU IN USE"));
  EXPECT_EQ(driver.outcome(), "");
  EXPECT_EQ(driver.host_closes().event(), "Text LU IN USE");
  EXPECT_EQ(driver.host_closes().event(), "");
  EXPECT_EQ(driver.host(from_text("X\r\n")).event(), "");
}

TEST(ClientText, IsPrintable) {
  ClientDriver driver;
  driver.host(from_text("A\tB\a") + from_hex("00 1B 5B 80 C3 A4 7F") + from_text("C \r\n"));
  EXPECT_EQ(driver.event(), "Text A B?[????C");
}

TEST(ClientText, HasABoundOfLengthAndOfNumber) {
  ClientDriver driver;
  driver.host(ByteBuffer(100'000, 'x') + from_text("\r\n"));
  EXPECT_EQ(driver.event(), "Text " + std::string(config::limits::kHostTextLine, 'x'));
  std::size_t lines = 1;
  for (int n = 0; n < 1'000; ++n) {
    lines += driver.host(from_text("line\r\n")).events().size();
  }
  EXPECT_EQ(lines, config::limits::kHostTextLines);
  // A session that leaves 3270 mode later has its own.
  driver.ready_classic().host("FF FC 00");
  EXPECT_EQ(driver.host(from_text("GOING DOWN\r\n")).event(), "Text GOING DOWN");
}

TEST(ClientText, IsDataWhenRecordsFlow) {
  ClientDriver driver;
  driver.ready_classic().host(from_text("no line\r\n"));
  EXPECT_EQ(driver.event(), "");
  EXPECT_TRUE(driver.link().unfinished());
}

// A host that closes in the middle of a session and says why, without leaving 3270 mode for it.
TEST(ClientText, IsWhatAHostHasWrittenForARecordWhenItCloses) {
  const auto last_words = [](ClientDriver& driver, const ByteBuffer& bytes) {
    EXPECT_EQ(driver.host(bytes).outcome(), "");
    return driver.host_closes().event();
  };
  const ByteBuffer text = from_text("\r\nGOING DOWN\a\r\nAT 17:00");
  ClientDriver classic;
  EXPECT_EQ(last_words(classic.ready_classic(), text), "Text GOING DOWN | Text AT 17:00");
  ClientDriver tn3270e;
  EXPECT_EQ(last_words(tn3270e.ready(), text), "Text GOING DOWN | Text AT 17:00");
  ClientDriver cut;  // a record of 3270 data that the end has cut
  EXPECT_EQ(last_words(cut.ready_classic(), from_hex("F5 C3 11 40 40")), "");
  ClientDriver header;
  EXPECT_EQ(last_words(header.ready(), from_hex("00 00 00 00 00")), "");
}

}  // namespace
}  // namespace tn3270
