#include "tn3270/protocol/telnet_codec.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "config/limits.h"
#include "tests/unit/protocol/link_driver.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::from_text;
using test::operator+;
using test::to_hex;

struct Teller {
  std::string operator()(const NothingYet&) const { return "nothing"; }
  std::string operator()(const DataRun& e) const { return "data " + to_hex(e.bytes); }
  std::string operator()(const Negotiation& e) const {
    return "verb " + std::to_string(static_cast<unsigned>(e.verb)) + " " + std::to_string(e.option);
  }
  std::string operator()(const Subnegotiation& e) const {
    return "sub " + std::to_string(e.option) + " " + to_hex(e.bytes);
  }
  std::string operator()(const TelnetCommand& e) const {
    return "command " + std::to_string(e.code);
  }
  std::string operator()(const Violation& e) const { return std::string(e.rule) + " " + e.detail; }
};

// 24 and 40 agreed.
OptionTable agreed() {
  OptionTable options;
  ByteBuffer out;
  options.ask(Side::Client, 40, out);
  (void)options.receive(telnet::Verb::Will, 40, out);
  (void)options.receive(telnet::Verb::Will, 24, out);
  return options;
}

// All events, one a line; stops at a violation as every caller must.
std::string events_of(TelnetCodec& codec, Bytes in, const OptionTable& options = agreed()) {
  std::string all;
  while (!in.empty()) {
    const TelnetEvent event = codec.next(in, options);
    if (!std::holds_alternative<NothingYet>(event)) {
      all += std::visit(Teller{}, event) + "\n";
    }
    if (std::holds_alternative<Violation>(event)) {
      return all + std::to_string(in.size()) + " left\n";
    }
  }
  return all;
}

std::string events_of(const ByteBuffer& in) {
  TelnetCodec codec;
  return events_of(codec, in);
}

std::string events_of(std::string_view hex) {
  return events_of(from_hex(hex));
}

TEST(TelnetCodec, FindsDataCommandsVerbsAndSubnegotiations) {
  EXPECT_EQ(events_of("C1 C2 FF EF FF FB 28 FF FC 28 FF FD 19 FF FE 19 FF FA 28 08 02 FF F0 C3"),
            "data C1 C2\ncommand 239\nverb 251 40\nverb 252 40\nverb 253 25\nverb 254 25\n"
            "sub 40 08 02\ndata C3\n");
}

TEST(TelnetCodec, UndoesDoubledIacs) {
  EXPECT_EQ(events_of("C1 FF FF C2"), "data C1\ndata FF\ndata C2\n");
  EXPECT_EQ(events_of("FF FA 18 00 41 FF FF 42 FF F0"), "sub 24 00 41 FF 42\n");
}

TEST(TelnetCodec, FindsTheSameInSmallPieces) {
  const ByteBuffer stream =
      from_hex("C1 FF FF C2 FF EF FF FA 18 00 41 FF FF FF F0 FF FB 28 FF F4 C3");
  TelnetCodec codec;
  std::string all;
  for (const std::uint8_t byte : stream) {
    all += events_of(codec, Bytes(&byte, 1));
  }
  EXPECT_EQ(all,
            "data C1\ndata FF\ndata C2\ncommand 239\nsub 24 00 41 FF\nverb 251 40\ncommand 244\n"
            "data C3\n");
}

TEST(TelnetCodec, StopsBehindEachEventSoThatACallerMayStopThere) {
  TelnetCodec codec;
  const ByteBuffer stream = from_hex("FF FA 28 08 02 FF F0 16 03 01");
  Bytes in = stream;
  EXPECT_EQ(std::visit(Teller{}, codec.next(in, agreed())), "sub 40 08 02");
  EXPECT_EQ(to_hex(in), "16 03 01");
}

TEST(TelnetCodec, StopsAtTheOptionOfASubnegotiationThatNobodyAgreed) {
  // COMPRESS2 would switch inflate on, MSSP, ZMP and ENVIRON run parsers, at the IAC SE.
  for (const std::uint8_t option : from_hex("56 46 5D 24 27 2E 00 FF")) {
    const ByteBuffer stream = from_hex("C1 FF FA") + ByteBuffer{option} + from_hex("FF F0 78 9C");
    EXPECT_EQ(events_of(stream),
              "data C1\nSUBNEG-NOT-AGREED option " + std::to_string(option) + "\n5 left\n");
  }
}

TEST(TelnetCodec, TakesASubnegotiationUpToItsLimit) {
  const ByteBuffer most(config::limits::kSubnegotiation, 0x41);
  EXPECT_EQ(events_of(from_hex("FF FA 28") + most + from_hex("FF F0")),
            "sub 40 " + to_hex(most) + "\n");
}

TEST(TelnetCodec, StopsASubnegotiationBehindItsLimit) {
  const std::size_t limit = config::limits::kSubnegotiation;
  for (const std::size_t size : {limit + 1, limit + 2, std::size_t{16'384}, std::size_t{60'000}}) {
    const ByteBuffer stream = from_hex("FF FA 28") + ByteBuffer(size, 0x41) + from_hex("FF F0");
    EXPECT_EQ(events_of(stream),
              "SUBNEG-TOO-LONG option 40\n" + std::to_string(size - limit + 2) + " left\n");
  }
}

TEST(TelnetCodec, CountsDoubledIacsTowardsTheLimit) {
  ByteBuffer stream = from_hex("FF FA 28");
  for (std::size_t i = 0; i < config::limits::kSubnegotiation; ++i) {
    stream = std::move(stream) + from_hex("FF FF");
  }
  TelnetCodec codec;
  EXPECT_EQ(events_of(codec, stream).substr(0, 15), "SUBNEG-TOO-LONG");
}

TEST(TelnetCodec, DoesNotGoOnBehindAnotherCommandInASubnegotiation) {
  for (const std::uint8_t code : from_hex("EF F1 FA FB 41 00")) {
    const ByteBuffer stream = from_hex("FF FA 28 02 FF") + ByteBuffer{code} + from_hex("C1");
    EXPECT_EQ(events_of(stream).substr(0, 16), "SUBNEG-MALFORMED") << int{code};
  }
}

TEST(TelnetCodec, GivesTerminalTypeSubnegotiationsOnceAndUnjudged) {
  EXPECT_EQ(events_of("FF FA 18 00 49 42 4D FF F0 C1"), "sub 24 00 49 42 4D\ndata C1\n");
  EXPECT_EQ(events_of("FF FA 18 FF F0 C1"), "sub 24 \ndata C1\n");
  EXPECT_EQ(events_of("FF FA 18 05 41 FF F0 C1"), "sub 24 05 41\ndata C1\n");
  EXPECT_EQ(events_of("FF FA 18 01 FF F0 C1"), "sub 24 01\ndata C1\n");
}

TEST(TelnetCodec, GoesOnAfterCompacting) {
  TelnetCodec codec;
  EXPECT_EQ(events_of(codec, from_hex("FF FA 28 08 02 FF F0")), "sub 40 08 02\n");
  codec.compact();
  EXPECT_EQ(events_of(codec, from_hex("C1 FF EF")), "data C1\ncommand 239\n");
}

TEST(TelnetCodec, DoesNotCompactInTheMiddleOfACommand) {
  TelnetCodec codec;
  EXPECT_EQ(events_of(codec, from_hex("FF FA 28 08 02 FF F0 FF")), "sub 40 08 02\n");
  codec.compact();
  EXPECT_EQ(events_of(codec, from_hex("EF")), "command 239\n");
}

TEST(TelnetCodec, MovesWithItsState) {
  TelnetCodec codec;
  EXPECT_EQ(events_of(codec, from_hex("FF FA 28 08")), "");
  TelnetCodec moved = std::move(codec);
  EXPECT_EQ(events_of(moved, from_hex("02 FF F0")), "sub 40 08 02\n");
}

TEST(TelnetCodec, SurvivesGarbage) {
  std::mt19937 random(7);
  for (int round = 0; round < 2'000; ++round) {
    TelnetCodec codec;
    ByteBuffer garbage(64);
    for (std::uint8_t& byte : garbage) {
      byte = random() % 4 == 0 ? static_cast<std::uint8_t>(0xEE + random() % 18)
                               : static_cast<std::uint8_t>(random());
    }
    EXPECT_LT(events_of(codec, garbage).size(), 2'000U);
  }
}

}  // namespace
}  // namespace tn3270
