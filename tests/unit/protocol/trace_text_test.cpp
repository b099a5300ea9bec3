#include "tn3270/protocol/trace_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "config/limits.h"
#include "tests/unit/protocol/link_driver.h"

// Whole conversations are in tests/golden/traces.
namespace tn3270 {
namespace {

using test::from_hex;
using test::from_text;
using test::operator+;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Tracing : public testing::Test {
 protected:
  std::vector<std::string> client(const ByteBuffer& bytes) {
    return feed(TraceSide::Client, bytes);
  }
  std::vector<std::string> server(const ByteBuffer& bytes) {
    return feed(TraceSide::Server, bytes);
  }
  std::vector<std::string> feed(TraceSide side, const ByteBuffer& bytes) {
    std::vector<std::string> lines;
    text_.feed(side, bytes, "t", lines);
    return lines;
  }
  TraceText text_{cp037()};
};

class TracingFromTheMiddle : public Tracing {
 protected:
  void begin(TraceText::Middle middle) { text_ = TraceText(cp037(), middle); }
};

TEST_F(Tracing, PutsTheTimeBeforeEveryEvent) {
  EXPECT_THAT(server(from_hex("FF FD 28")), ElementsAre("t S> DO TN3270E"));
  EXPECT_THAT(client(from_hex("FF F1 FF F6")), ElementsAre("t C> NOP", "t C> AYT"));
}

TEST_F(Tracing, NamesOptionsByNumberThatItDoesNotKnow) {
  EXPECT_THAT(client(from_hex("FF FB C8")), ElementsAre("t C> WILL option 200"));
}

TEST_F(Tracing, SaysNothingBeforeSomethingIsWhole) {
  EXPECT_THAT(client(from_hex("FF")), IsEmpty());
  EXPECT_THAT(client(from_hex("FB")), IsEmpty());
  EXPECT_THAT(client(from_hex("28")), ElementsAre("t C> WILL TN3270E"));
}

TEST_F(Tracing, BoundsASubnegotiation) {
  const ByteBuffer long_one =
      from_hex("FF FA 28 02 07") + ByteBuffer(10'000, 'A') + from_hex("FF F0");
  const auto lines = client(long_one);
  ASSERT_FALSE(lines.empty());
  EXPECT_THAT(lines.back(), HasSubstr("more bytes) SE"));
  std::size_t size = 0;
  for (const std::string& line : lines) {
    size += line.size();
  }
  EXPECT_LT(size, 2 * config::limits::kSubnegotiation);
}

TEST_F(Tracing, BoundsTextWithoutAnEnd) {
  EXPECT_GT(client(ByteBuffer(config::limits::kTraceTextLine * 3, 'x')).size(), 3U);
}

TEST_F(TracingFromTheMiddle, BoundsARecordAndLosesTrackOfTheScreen) {
  begin({LinkKind::Classic, true, {}, false});
  (void)server(from_hex("F5 C3 1D 60 FF EF"));
  EXPECT_THAT(client(from_hex("7D 40 40 11 40 C1 C1 FF EF")).front(), HasSubstr("(1,2)=\"A\""));
  const auto lines = server(from_hex("F1 C3") + ByteBuffer(config::limits::kTraceRecord, 0xC1) +
                            from_hex("FF EF"));
  EXPECT_THAT(lines, testing::Contains(HasSubstr("(and 2 more bytes, not shown)")));
  EXPECT_THAT(client(from_hex("7D 40 40 11 40 C1 C1 FF EF")).front(),
              HasSubstr("(1,2)=<hidden 1>"));
}

TEST_F(TracingFromTheMiddle, ReadsRecordsAtOnceAndHidesInput) {
  begin({LinkKind::Tn3270e, true, {}, false});
  EXPECT_THAT(client(from_hex("00 00 00 00 07 7D 40 40 11 40 C1 C1 FF EF")),
              ElementsAre("t C> 3270-DATA seq 7 NO-RESPONSE: Enter cursor(1,1) (1,2)=<hidden 1>",
                          HasSubstr("00000000 077D4040 1140C1**")));
}

// Only the client's WONT and the server's DONT leave TN3270E: what a link goes on with is read on.
TEST_F(TracingFromTheMiddle, IsNotLedAstrayByVerbsThatEndNothing) {
  begin({LinkKind::Tn3270e, true, {}, false});
  (void)client(from_hex("FF FE 28"));
  (void)server(from_hex("FF FC 28"));
  EXPECT_THAT(client(from_hex("00 00 00 00 07 6D FF EF")).front(),
              "t C> 3270-DATA seq 7 NO-RESPONSE: Clear");
  begin({LinkKind::Classic, true, {}, false});
  (void)client(from_hex("FF FB 19"));
  EXPECT_THAT(client(from_hex("6D FF EF")).front(), HasSubstr("Clear"));
}

TEST_F(TracingFromTheMiddle, PassesOverTheRestOfARecord) {
  begin({LinkKind::Tn3270e, true, {}, true});
  EXPECT_THAT(client(from_hex("E2 C5 C3 FF EF")),
              ElementsAre("t C> (the rest of a record that began before the trace)"));
  EXPECT_THAT(client(from_hex("02 00 00 00 00 00 FF EF")).front(), "t C> RESPONSE seq 0 POSITIVE");
}

TEST_F(TracingFromTheMiddle, OfANegotiationUnderstandsItsEnd) {
  begin({LinkKind::Tn3270e, false, {}, false});
  (void)client(from_hex("FF FA 28 03 07 02 FF F0"));
  EXPECT_THAT(server(from_hex("FF FA 28 03 04 02 FF F0")),
              ElementsAre("t S> SB TN3270E FUNCTIONS IS RESPONSES SE"));
  EXPECT_THAT(client(from_hex("06 00 00 00 00 FF EF")).front(), "t C> REQUEST ERR-COND-CLEARED");
}

TEST_F(TracingFromTheMiddle, HidesUnreadableBytesOfAClient) {
  begin({LinkKind::Tn3270e, true, {}, false});
  const auto lines = client(from_hex("E2 C5 C3 FF EF"));
  EXPECT_THAT(lines, ElementsAre("t C> FAULT: a record of 3 bytes has no TN3270E header",
                                 HasSubstr("******")));
}

TEST_F(TracingFromTheMiddle, TakesTheSizesOfABind) {
  begin({LinkKind::Tn3270e, true, {}, false});
  const std::string front =
      "03 00 00 00 00 31 01 03 03 B1 90 30 80 00 87 87 F8 87 00 02 80 00 00 00 00 ";
  EXPECT_THAT(
      server(from_hex(front + "18 50 1B 84 7F 00 00 00 FF EF")).front(),
      HasSubstr("no PLU name, LU type 2, FM 03 TS 03, sizes 24x80 and 27x132, size code 7F"));
  EXPECT_THAT(server(from_hex("00 00 00 00 00 7E C3 11 5B E9 FF EF")).front(),
              HasSubstr("SBA(14,54)"));
}

TEST_F(Tracing, NeverLetsAPeerSteerTheTerminalOfItsReader) {
  const ByteBuffer evil =
      from_hex("FF FA 28 02 07 1B 5B 32 4A 0D 0A FF F0 FF FA 18 00 1B 63 FF F0") +
      from_text("\x1B[31m\r\n");
  for (const std::string& line : client(evil)) {
    for (const char c : line) {
      EXPECT_GE(static_cast<unsigned char>(c), 0x20) << line;
    }
  }
}

TEST_F(Tracing, SurvivesAnyBytes) {
  std::mt19937 random(7);
  const ByteBuffer codes{0xFF, 0xFA, 0xFB, 0xFD, 0xFC, 0xF0, 0xEF, 0x28, 0x18, 0x19,
                         0x00, 0x03, 0x04, 0x02, 0x07, 0x08, 0xF5, 0x11, 0x1D, 0x7D};
  for (int round = 0; round < 1'000; ++round) {
    ByteBuffer bytes;
    for (std::size_t size = random() % 60; size > 0; --size) {
      bytes.push_back(random() % 4 == 0 ? static_cast<std::uint8_t>(random())
                                        : codes[random() % codes.size()]);
    }
    (void)feed(round % 2 == 0 ? TraceSide::Client : TraceSide::Server, bytes);
  }
}

// WONT TN3270E of one side while the other is inside a record: said at once, not with the next
// bytes that happen to come.
TEST_F(TracingFromTheMiddle, TellsARecordThatTheOtherSideHasCutOff) {
  begin({.ready = true});
  EXPECT_THAT(server(from_hex("00")), IsEmpty());
  EXPECT_THAT(client(from_hex("FF FC 28")),
              ElementsAre("t C> WONT TN3270E", "t S> TEXT \"\\x00\""));
}

}  // namespace
}  // namespace tn3270
