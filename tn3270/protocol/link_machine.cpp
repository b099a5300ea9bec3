#include "tn3270/protocol/link_machine.h"

#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/protocol/link_rules.h"
#include "tn3270/protocol/notice_text.h"

namespace tn3270 {

void LinkMachine::start(StartTls starttls, ByteBuffer& out) {
  VERIFY(std::holds_alternative<phase::Unstarted>(phase_), "a link starts once");
  if (starttls == StartTls::No) {
    begin_tn3270e(out);
    return;
  }
  options_.ask(Side::Client, telnet::option::kStartTls, out);
  phase_ = phase::StartTlsOffered{starttls, {}};
}

void LinkMachine::feed(Bytes in, Turn turn) {
  VERIFY(!std::holds_alternative<phase::Unstarted>(phase_), "the server speaks first");
  records_.next_feed();
  const std::size_t size = in.size();
  while (!in.empty() && !ended()) {
    const TelnetEvent event = codec_.next(in, options_);
    turn.taken = size - in.size();
    std::visit([&](const auto& one) { take(one, turn); }, event);
  }
  if (ready()) {
    codec_.compact();
  }
}

void LinkMachine::take(const NothingYet& /*nothing*/, Turn& /*turn*/) {}

void LinkMachine::take(const DataRun& run, Turn& turn) {
  if (!ready()) {
    early(run.bytes.size(), turn);
    return;
  }
  if (records_.append(run.bytes) == RecordBuffer::Fit::TooLong) {
    violate(rule::kRecordTooLong, "a record without end", turn);
  }
}

void LinkMachine::take(const Negotiation& verb, Turn& turn) {
  if (!life_.take(verb, ready()) && !negotiates(verb.option, turn)) {
    return;
  }
  auto* starttls = std::get_if<phase::StartTlsOffered>(&phase_);
  ByteBuffer& answers = starttls != nullptr ? starttls->answers : turn.out;
  const OptionNews news = options_.receive(verb.verb, verb.option, answers);
  if (news == OptionNews::None) {
    return;
  }
  switch (verb.option) {
    case telnet::option::kStartTls:
      starttls_option(news, turn);
      break;
    case telnet::option::kTn3270e:
      tn3270e_option(news, turn);
      break;
    case telnet::option::kTerminalType:
      terminal_type_option(news, turn);
      break;
    default:
      binary_eor_option(news, turn);
      break;
  }
}

bool LinkMachine::negotiates(std::uint8_t option, Turn& turn) {
  if (++negotiations_ <= config::limits::kNegotiations) {
    return true;
  }
  violate(rule::kOptionFlood, "option " + std::to_string(option), turn);
  return false;
}

void LinkMachine::take(const Subnegotiation& subnegotiation, Turn& turn) {
  if (!negotiates(subnegotiation.option, turn)) {
    return;
  }
  if (!options_.agreed(Side::Client, subnegotiation.option)) {
    return;  // of an option that we have left and the client does not know yet
  }
  if (subnegotiation.option == telnet::option::kStartTls) {
    starttls_message(subnegotiation.bytes, turn);
    return;
  }
  if (subnegotiation.option == telnet::option::kTn3270e) {
    std::visit([&](const auto& message) { tn3270e_message(message, turn); },
               tn3270e::parse(subnegotiation.bytes));
    return;
  }
  if (subnegotiation.option != telnet::option::kTerminalType) {
    violate(rule::kSubnegotiationMalformed, "option " + std::to_string(subnegotiation.option),
            turn);
    return;
  }
  if (const auto answer = terminal_type::parse(subnegotiation.bytes)) {
    terminal_type(*answer, turn);
  } else {
    violate(rule::kTerminalTypeMalformed, "not an IS", turn);
  }
}

void LinkMachine::take(const TelnetCommand& command, Turn& turn) {
  if (command.code < telnet::kLowestCommand) {
    violate(rule::kTelnetCommand, "IAC " + std::to_string(command.code), turn);
    return;
  }
  if (!ready()) {
    early(2, turn);
    return;
  }
  switch (command.code) {
    case telnet::kEor:
      end_of_record(turn);
      break;
    case telnet::kIp:
    case telnet::kBrk:
      attn(turn);
      break;
    case telnet::kAo:
      sysreq(turn);
      break;
    default:
      break;  // NOP keeps a line open, AYT is for NVT mode (PROTOCOL 3.3)
  }
}

void LinkMachine::take(const Violation& violation, Turn& turn) {
  violate(violation.rule, violation.detail, turn);
}

void LinkMachine::early(std::size_t bytes, Turn& turn) {
  if (bytes > config::limits::kEarlyData - early_) {
    violate(rule::kEarlyData, "data before 3270 mode", turn);
    return;
  }
  early_ = static_cast<std::uint16_t>(early_ + bytes);
}

bool LinkMachine::may_ask_again(Turn& turn) {
  if (refusals_ < config::limits::kDeviceRefusals) {
    return true;
  }
  violate(rule::kDeviceRefusals, std::to_string(refusals_) + " requests refused", turn);
  return false;
}

void LinkMachine::violate(const char* rule, std::string detail, Turn& turn) {
  turn.events.emplace_back(Violation{rule, std::move(detail)});
  phase_ = phase::Ended{phase::kind(phase_)};
}

void LinkMachine::finish(std::string why, Turn& turn) {
  turn.events.emplace_back(LinkEnded{std::move(why), false});
  phase_ = phase::Ended{phase::kind(phase_)};
}

void LinkMachine::finish_with_notice(std::string_view notice, std::string why, Turn& turn) {
  // RFC 1646 4, and as true of terminals: a line of text is not for a client in BINARY.
  for (const Side side : {Side::Client, Side::Server}) {
    if (options_.agreed(side, telnet::option::kBinary)) {
      options_.leave(side, telnet::option::kBinary, turn.out);
    }
  }
  append_notice(notice, turn.out);
  turn.events.emplace_back(LinkEnded{std::move(why), true});
  phase_ = phase::Ended{phase::kind(phase_)};
}

void LinkMachine::keep_alive(ByteBuffer& out) const {
  const bool silent = ended() || std::holds_alternative<phase::Unstarted>(phase_) ||
                      std::holds_alternative<phase::StartTlsOffered>(phase_);
  if (!silent) {
    out.insert(out.end(), {telnet::kIac, telnet::kNop});
  }
}

void LinkMachine::probe(ByteBuffer& out) {
  VERIFY(!std::holds_alternative<phase::Unstarted>(phase_), "the server speaks first");
  // Between DO STARTTLS and FOLLOWS nothing may be sent (PROTOCOL 3.1).
  if (!ended() && !std::holds_alternative<phase::StartTlsOffered>(phase_)) {
    life_.ask(out);
  }
}

}  // namespace tn3270
