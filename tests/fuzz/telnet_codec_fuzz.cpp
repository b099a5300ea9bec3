// Telnet framing: the same events whatever way the bytes are cut, never more data than came, and
// nothing behind a violation.

#include <array>
#include <string>

#include "config/limits.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/protocol/link_driver.h"
#include "tn3270/protocol/telnet_codec.h"

namespace {

using tn3270::ByteBuffer;
using tn3270::Bytes;

// What a codec found: data runs that follow each other are one.
struct Found {
  ByteBuffer data;
  std::string story;
  bool violated = false;

  void operator()(const tn3270::NothingYet& /*nothing*/) {}
  void operator()(const tn3270::DataRun& run) {
    data.insert(data.end(), run.bytes.begin(), run.bytes.end());
    if (!story.ends_with("data ")) {
      story += "data ";
    }
  }
  void operator()(const tn3270::Negotiation& e) {
    story += "verb " + std::to_string(static_cast<unsigned>(e.verb)) + " " +
             std::to_string(e.option) + " at " + std::to_string(data.size()) + "; ";
  }
  void operator()(const tn3270::Subnegotiation& e) {
    fuzz::require(e.bytes.size() <= config::limits::kSubnegotiation, "a sub-negotiation's bound");
    story += "sub " + std::to_string(e.option) + " " + tn3270::test::to_hex(e.bytes) + "; ";
  }
  void operator()(const tn3270::TelnetCommand& e) {
    story += "command " + std::to_string(e.code) + " at " + std::to_string(data.size()) + "; ";
  }
  void operator()(const tn3270::Violation& e) {
    fuzz::require_printable(e.detail, "the detail of a violation");
    story += std::string(e.rule) + " " + e.detail;
    violated = true;
  }
};

void read(tn3270::TelnetCodec& codec, const tn3270::OptionTable& options, Bytes in, Found& found) {
  while (!in.empty() && !found.violated) {
    const std::size_t before = in.size();
    const tn3270::TelnetEvent event = codec.next(in, options);
    fuzz::require(in.size() < before || std::holds_alternative<tn3270::Violation>(event),
                  "the codec goes on");
    std::visit(found, event);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<std::uint8_t, 5> kOurs{0, 24, 25, 40, 46};
  fuzz::Choices choices({data, size});
  tn3270::OptionTable options;
  ByteBuffer out;
  const std::uint8_t agreed = choices.byte();
  for (const std::uint8_t option : kOurs) {
    if (((agreed >> (option % 7U)) & 1U) != 0) {
      options.ask(tn3270::Side::Client, option, out);
      (void)options.receive(tn3270::telnet::Verb::Will, option, out);
    }
  }
  const Bytes bytes = choices.rest();
  tn3270::TelnetCodec codec;
  Found whole;
  read(codec, options, bytes, whole);
  tn3270::TelnetCodec slow_codec;
  Found slow;
  for (std::size_t i = 0; i < bytes.size() && !slow.violated; ++i) {
    read(slow_codec, options, bytes.subspan(i, 1), slow);
    if (!slow_codec.unfinished()) {
      slow_codec.compact();
    }
  }
  fuzz::require(whole.data.size() <= bytes.size(), "no more data than came");
  fuzz::require(whole.data == slow.data, "the same data byte by byte");
  fuzz::require(whole.story == slow.story, "whole " + whole.story + "\nbyte by byte " + slow.story);
  fuzz::require(whole.violated || codec.unfinished() == slow_codec.unfinished(), "unfinished()");
  return 0;
}
