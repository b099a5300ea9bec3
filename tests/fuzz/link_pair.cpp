#include "tests/fuzz/link_pair.h"

#include <algorithm>

#include "config/limits.h"
#include "tests/fuzz/whole_telnet.h"
#include "tests/unit/protocol/link_driver.h"

namespace fuzz {
namespace {

using tn3270::ByteBuffer;
using tn3270::Bytes;
using tn3270::LinkPhase;

// What one client byte may bring out of us at most, and what a call may beyond that: an answer to
// IS names the device and the LU, and the last is a notice.
constexpr std::size_t kAnswerPerByte = 8;
constexpr std::size_t kAnswerOnce = 512;

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) {
    all += line + " | ";
  }
  return all;
}

// The one thing that cutting may change (PROTOCOL 1.8): what comes of an ATTN key in one read, IP
// and BRK or a PA1 record and BRK, is one ATTN.
void join_attns(std::vector<std::string>& story) {
  const auto is_attn = [](const std::string& line) { return line == "Key ATTN"; };
  if (story.empty() || !is_attn(story.back())) {
    return;
  }
  story.pop_back();
  if (std::any_of(story.begin(), story.end(), is_attn)) {
    return;
  }
  if (!story.empty() && story.back().starts_with("Record ") && story.back().ends_with(": 6C")) {
    story.pop_back();
  }
  story.emplace_back("Key ATTN");
}

struct Checker {
  const tn3270::TerminalLink& link;

  void operator()(const tn3270::DeviceRefused& e) const {
    require_printable(e.detail, "a refusal's detail");
  }
  void operator()(const tn3270::LinkEnded& e) const { require_printable(e.why, "an end's reason"); }
  void operator()(const tn3270::Violation& e) const {
    require_printable(e.detail, "a violation's detail");
  }
  void operator()(const tn3270::RecordReceived& e) const {
    require(e.length <= config::limits::kInboundRecord, "the bound of a record");
    require(link.record(e).size() == e.length, "the length of a record");
  }
  template <class Other>
  void operator()(const Other& /*e*/) const {}
};

}  // namespace

LinkPair::LinkPair(tn3270::StartTls starttls) {
  whole_.link.start(starttls, whole_.out);
  slow_.link.start(starttls, slow_.out);
  compare(0);
}

void LinkPair::client(Bytes piece) {
  const bool ended = whole_.link.phase() == LinkPhase::Ended;
  feed(whole_, piece);
  for (std::size_t i = 0; i < piece.size(); ++i) {
    feed(slow_, piece.subspan(i, 1));
  }
  require(!ended || (whole_.story.empty() && whole_.out.empty()), "silence after the end");
  compare(piece.size());
}

void LinkPair::feed(Side& side, Bytes piece) {
  side.link.feed(piece, side.events, side.out);
  tell(side);
  side.link.forget_records();
}

void LinkPair::tell(Side& side) {
  for (const tn3270::LinkEvent& event : side.events) {
    std::visit(Checker{side.link}, event);
    // Where TLS begins is counted from the start of a feed(), so it must differ.
    side.story.push_back(std::holds_alternative<tn3270::TlsFollows>(event)
                             ? std::string("TlsFollows")
                             : tn3270::test::describe(event, side.link));
    join_attns(side.story);
  }
  side.events.clear();
}

void LinkPair::compare(std::size_t came) {
  require(whole_.story == slow_.story,
          "whole " + joined(whole_.story) + "\nbyte by byte " + joined(slow_.story));
  require(whole_.out == slow_.out, "whole " + tn3270::test::to_hex(whole_.out) + "\nbyte by byte " +
                                       tn3270::test::to_hex(slow_.out));
  require(whole_.link.phase() == slow_.link.phase(), "one phase");
  require(whole_.link.kind() == slow_.link.kind(), "one kind");
  require(whole_.link.functions() == slow_.link.functions(), "the same functions");
  require(whole_.link.phase() == LinkPhase::Ended ||
              whole_.link.unfinished() == slow_.link.unfinished(),
          "the same need of more");
  require(came == 0 || whole_.out.size() <= kAnswerOnce + kAnswerPerByte * came,
          "an answer's bound");
  require_whole_telnet(whole_.out);
  for (Side* side : {&whole_, &slow_}) {
    side->story.clear();
    side->out.clear();
  }
}

void LinkPair::owner(std::uint8_t kind, Choices& choices) {
  const std::uint8_t choice = choices.byte();
  Act act{kind, choice, config::LuName::parse("LU" + std::to_string(choice)).value(), {}, {}};
  act.data = choices.short_piece();
  for (unsigned code = 0; code <= 6; ++code) {
    if (((choice >> code) & 1U) != 0) {
      act.offer.offered.add(static_cast<tn3270::Function>(code));
    }
  }
  if ((choice & 0x80U) != 0) {
    act.offer.needed.add(tn3270::Function::ScsCtlCodes);
    act.offer.needed = act.offer.needed & act.offer.offered;
  }
  perform(whole_, act);
  perform(slow_, act);
  compare(0);
}

void LinkPair::perform(Side& side, const Act& act) {
  constexpr std::uint8_t kReasons = 8;
  switch (act.kind) {
    case 0:
    case 1:
      if (side.link.phase() == LinkPhase::DecisionAwaited) {
        side.link.grant(act.lu, act.offer, side.events, side.out);
      }
      break;
    case 2:
      if (side.link.phase() == LinkPhase::DecisionAwaited) {
        const std::string notice(act.data.begin(), act.data.end());
        side.link.refuse(static_cast<tn3270::RejectReason>(act.choice % kReasons), notice,
                         side.events, side.out);
      }
      break;
    case 3:
      side.link.probe(side.out);
      break;
    case 4:
      side.link.keep_alive(side.out);
      break;
    default:
      if (side.link.phase() == LinkPhase::Ready) {
        send(side, act);
      }
      break;
  }
  tell(side);
}

void LinkPair::send(Side& side, const Act& act) {
  const auto wanted = static_cast<tn3270::ResponseWanted>(act.choice % 3);
  const bool scs = side.link.kind() == tn3270::LinkKind::Classic ||
                   side.link.functions().has(tn3270::Function::ScsCtlCodes);
  switch (act.kind) {
    case 5:
      side.link.send_bind(act.data, side.out);
      break;
    case 6:
      side.link.send_unbind(act.choice, side.out);
      break;
    case 7:
      side.link.send_sscp(act.data, side.out);
      break;
    case 8:
      side.link.send_print_eoj(side.out);
      break;
    case 9:
      if (scs) {
        (void)side.link.send_scs(act.data, wanted, side.out);
      }
      break;
    default:
      (void)side.link.send_3270(
          act.data, wanted, act.choice > 0x7F ? tn3270::HostTurn::Ends : tn3270::HostTurn::GoesOn,
          side.out);
      break;
  }
}

}  // namespace fuzz
