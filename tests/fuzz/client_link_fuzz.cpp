// A host and the owner of a client's link, both as an input says: the same events and answers whole
// and byte by byte, answers that are whole telnet and bounded, silence after the end.

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "config/limits.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/whole_telnet.h"
#include "tests/unit/protocol/client_driver.h"

namespace {

using fuzz::Choices;
using fuzz::require;
using tn3270::ByteBuffer;
using tn3270::Bytes;
using tn3270::ClientLink;
using tn3270::HostRequest;

// What one byte of a host may bring out of us at most, and what a call may beyond that.
constexpr std::size_t kAnswerPerByte = 8;
constexpr std::size_t kAnswerOnce = 1'024;

HostRequest request_from(Choices& choices) {
  static constexpr std::array kDevices{"IBM-3278-2-E", "IBM-DYNAMIC", "IBM-3287-1", "IBM-3279-5-E"};
  const std::uint8_t kind = choices.byte();
  HostRequest request = tn3270::test::request_of(kDevices[kind & 3U]);
  request.tn3270e = (kind & 4U) == 0;
  if ((kind & 8U) != 0) {
    request.partner = "TERM";
  }
  request.starttls = static_cast<tn3270::StartTls>((kind >> 4U) % 3);
  const std::uint8_t functions = choices.byte();
  request.functions = {};
  for (unsigned code = 0; code <= 6; ++code) {
    if (((functions >> code) & 1U) != 0) {
      request.functions.add(static_cast<tn3270::Function>(code));
    }
  }
  for (std::size_t names = choices.below(4); names > 0; --names) {
    request.names.push_back("LU" + std::to_string(names));
  }
  return request;
}

struct Checker {
  const ClientLink& link;

  void operator()(const tn3270::HostRecord& e) const {
    require(e.length <= config::limits::kHostRecord, "the bound of a record");
    require(link.record(e).size() == e.length, "the length of a record");
  }
  void operator()(const tn3270::HostText& e) const {
    fuzz::require_printable(e.line, "a line of the host");
    require(!e.line.empty() && e.line.size() <= config::limits::kHostTextLine, "a line's bound");
  }
  void operator()(const tn3270::LinkEnded& e) const {
    fuzz::require_printable(e.why, "an end's reason");
  }
  void operator()(const tn3270::Violation& e) const {
    fuzz::require_printable(e.detail, "a violation's detail");
  }
  template <class Other>
  void operator()(const Other& /*e*/) const {}
};

// One link and what came of the last step.
struct Side {
  explicit Side(const HostRequest& request) : link(request) {}

  void feed(Bytes piece) {
    link.feed(piece, events, out);
    tell();
    link.forget_records();
  }
  void tell() {
    for (const tn3270::ClientEvent& event : events) {
      std::visit(Checker{link}, event);
      // Where TLS begins is counted from the start of a feed(), so it must differ.
      story += std::holds_alternative<tn3270::TlsFollows>(event)
                   ? std::string("TlsFollows")
                   : tn3270::test::describe(event, link);
      story += " | ";
    }
    events.clear();
  }

  ClientLink link;
  std::vector<tn3270::ClientEvent> events;
  std::string story;
  ByteBuffer out;
};

class Pair {
 public:
  explicit Pair(const HostRequest& request) : whole_(request), slow_(request) {}

  void host(Bytes piece) {
    const bool ended = whole_.link.ended();
    whole_.feed(piece);
    for (std::size_t i = 0; i < piece.size(); ++i) {
      slow_.feed(piece.subspan(i, 1));
    }
    require(!ended || (whole_.story.empty() && whole_.out.empty()), "silence after the end");
    compare(piece.size());
  }
  void owner(std::uint8_t kind, Choices& choices) {
    const std::uint8_t choice = choices.byte();
    const Bytes data = choices.short_piece();
    act(whole_, kind, choice, data);
    act(slow_, kind, choice, data);
    compare(0);
  }

 private:
  static void act(Side& side, std::uint8_t kind, std::uint8_t choice, Bytes data) {
    static constexpr std::array<std::uint32_t, 4> kSenses{0x10030000, 0x08020000, 0x08310000,
                                                          0x0812FFFF};
    if (kind == 0) {
      side.link.keep_alive(side.out);
      side.link.probe(side.out);
    } else if (kind == 1 && choice == 0) {
      side.link.host_closed(side.events);
      side.tell();
    }
    if (!side.link.ready()) {
      return;
    }
    switch (kind) {
      case 2:
        side.link.send_3270(data, side.out);
        break;
      case 3:
        side.link.send_sscp(data, side.out);
        break;
      case 4:
        side.link.send_response(static_cast<std::uint16_t>(choice * 257),
                                {(choice & 1U) == 0, kSenses[(choice >> 1U) & 3U]}, side.out);
        break;
      case 5:
        side.link.send_condition_cleared(side.out);
        break;
      case 6:
        side.link.attn(side.out);
        break;
      default:
        side.link.sysreq(side.out);
        break;
    }
  }

  void compare(std::size_t came) {
    require(whole_.story == slow_.story, "whole " + whole_.story + "\nbyte by byte " + slow_.story);
    require(whole_.out == slow_.out, "whole " + tn3270::test::to_hex(whole_.out) +
                                         "\nbyte by byte " + tn3270::test::to_hex(slow_.out));
    require(whole_.link.ready() == slow_.link.ready(), "one readiness");
    require(whole_.link.ended() == slow_.link.ended(), "one end");
    require(whole_.link.kind() == slow_.link.kind(), "one kind");
    require(whole_.link.functions() == slow_.link.functions(), "the same functions");
    require(whole_.link.ignored_records() == slow_.link.ignored_records(), "one count");
    require(whole_.link.ended() || whole_.link.unfinished() == slow_.link.unfinished(),
            "the same need of more");
    require(came == 0 || whole_.out.size() <= kAnswerOnce + kAnswerPerByte * came,
            "an answer's bound");
    fuzz::require_whole_telnet(whole_.out);
    for (Side* side : {&whole_, &slow_}) {
      side->story.clear();
      side->out.clear();
    }
  }

  Side whole_;
  Side slow_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint8_t kOwner = 0x80;
  constexpr std::uint8_t kAgain = 0x00;
  Choices choices({data, size});
  Pair pair(request_from(choices));
  Bytes piece;
  while (!choices.empty()) {
    const std::uint8_t step = choices.byte();
    if (step >= kOwner) {
      pair.owner(step & 0x07U, choices);
    } else if (step == kAgain) {
      for (std::size_t times = choices.byte(); times > 0; --times) {
        pair.host(piece);
      }
    } else {
      piece = choices.piece(step);
      pair.host(piece);
    }
  }
  return 0;
}
