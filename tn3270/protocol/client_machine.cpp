#include "tn3270/protocol/client_machine.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "config/limits.h"
#include "tn3270/protocol/link_rules.h"
#include "tn3270/protocol/terminal_type.h"

namespace tn3270 {
namespace {

// NVT ASCII: what is printed, moves the carriage, pads or rings.
bool is_text(std::uint8_t byte) {
  constexpr std::string_view kControls("\0\a\b\t\n\v\f\r", 8);
  return (byte >= ' ' && byte <= '~') ||
         kControls.find(static_cast<char>(byte)) != std::string_view::npos;
}

}  // namespace

ClientMachine::ClientMachine(HostRequest request)
    : request_(std::move(request)), records_(config::limits::kHostRecord) {
  request_.names.shrink_to_fit();
  if (request_.tn3270e) {
    options_.take_offers_of(telnet::option::kTn3270e);
  }
  if (request_.starttls != StartTls::No) {
    options_.take_offers_of(telnet::option::kStartTls);
  }
}

void ClientMachine::feed(Bytes in, Turn turn) {
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

void ClientMachine::take(const NothingYet& /*nothing*/, Turn& /*turn*/) {}

void ClientMachine::take(const DataRun& run, Turn& turn) {
  if (!ready()) {
    text(run.bytes, turn);
  } else if (records_.append(run.bytes) == RecordBuffer::Fit::TooLong) {
    violate(rule::kRecordTooLong, "a record without end", turn);
  }
}

void ClientMachine::take(const Negotiation& verb, Turn& turn) {
  if (!life_.take(verb, ready()) && !negotiates(verb.option, turn)) {
    return;
  }
  end_text(turn.events);
  // z/OS takes its DO TN3270E back with WONT (PROTOCOL 1.10); s3270 4.6 answers as to DONT.
  const bool taken_back =
      verb.option == telnet::option::kTn3270e && verb.verb == telnet::Verb::Wont;
  ByteBuffer& out = verb.option == telnet::option::kStartTls ? turn.out : answers(turn);
  const OptionNews news =
      options_.receive(taken_back ? telnet::Verb::Dont : verb.verb, verb.option, out);
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
    default:
      classic_option(verb, news, turn);
      break;
  }
}

bool ClientMachine::negotiates(std::uint8_t option, Turn& turn) {
  if (++negotiations_ <= config::limits::kNegotiations) {
    return true;
  }
  violate(rule::kOptionFlood, "option " + std::to_string(option), turn);
  return false;
}

void ClientMachine::take(const Subnegotiation& subnegotiation, Turn& turn) {
  if (!negotiates(subnegotiation.option, turn)) {
    return;
  }
  end_text(turn.events);
  if (!options_.agreed(Side::Client, subnegotiation.option)) {
    return;  // of an option that we have left and the host does not know yet
  }
  if (subnegotiation.option == telnet::option::kStartTls) {
    starttls_message(subnegotiation.bytes, turn);
    return;
  }
  if (!in_clear(turn)) {
    return;
  }
  if (subnegotiation.option == telnet::option::kTn3270e) {
    std::visit([&](const auto& message) { tn3270e_message(message, turn); },
               tn3270e::parse_of_host(subnegotiation.bytes));
    return;
  }
  if (subnegotiation.option != telnet::option::kTerminalType) {
    violate(rule::kSubnegotiationMalformed, "option " + std::to_string(subnegotiation.option),
            turn);
    return;
  }
  if (terminal_type::is_send(subnegotiation.bytes)) {
    terminal_type_asked(turn);
  } else {
    violate(rule::kTerminalTypeMalformed, "not a SEND", turn);
  }
}

void ClientMachine::take(const TelnetCommand& command, Turn& turn) {
  if (command.code < telnet::kLowestCommand) {
    violate(rule::kTelnetCommand, "IAC " + std::to_string(command.code), turn);
    return;
  }
  if (!ready()) {
    end_text(turn.events);
  } else if (command.code == telnet::kEor) {
    end_of_record(turn);
  } else if (command.code == telnet::kAo) {
    job_ends(turn);
  }
}

void ClientMachine::take(const Violation& violation, Turn& turn) {
  violate(violation.rule, violation.detail, turn);
}

// --- STARTTLS

void ClientMachine::starttls_option(OptionNews news, Turn& turn) {
  if (news == OptionNews::Agreed) {
    turn.out.insert(turn.out.end(), {telnet::kIac, telnet::kSb, telnet::option::kStartTls,
                                     telnet::kFollows, telnet::kIac, telnet::kSe});
    held_ = std::make_unique<ByteBuffer>();
    return;
  }
  // DONT behind DO. What it has asked for meanwhile is answered now.
  options_.refuse_offers_of(telnet::option::kStartTls);
  if (request_.starttls == StartTls::Required) {
    finish("the host takes its STARTTLS back", turn);
    return;
  }
  if (const auto held = std::exchange(held_, nullptr)) {
    turn.out.insert(turn.out.end(), held->begin(), held->end());
  }
}

void ClientMachine::starttls_message(Bytes message, Turn& turn) {
  if (message.size() != 1 || message.front() != telnet::kFollows) {
    violate(rule::kStartTls, "anything but FOLLOWS", turn);
    return;
  }
  turn.events.emplace_back(TlsFollows{turn.taken});
  end();
}

// A name is first said in answer to a sub-negotiation, so that is where the host goes on.
bool ClientMachine::in_clear(Turn& turn) {
  if (held_) {
    violate(rule::kStartTls, "the host goes on in clear", turn);
    return false;
  }
  if (request_.starttls == StartTls::Required) {
    finish("the host goes on without STARTTLS", turn);
    return false;
  }
  options_.refuse_offers_of(telnet::option::kStartTls);
  return true;
}

// --- text, and the end

void ClientMachine::text(Bytes run, Turn& turn) {
  while (auto line = text_.next(run)) {
    turn.events.emplace_back(HostText{std::move(*line)});
  }
}

void ClientMachine::end_text(std::vector<ClientEvent>& events) {
  if (auto line = text_.finish()) {
    events.emplace_back(HostText{std::move(*line)});
  }
}

// A host that sends a last line in the middle of a session, without leaving 3270 mode for it,
// leaves a record that nothing ends. One of 3270 data is EBCDIC.
void ClientMachine::text_for_a_record(std::vector<ClientEvent>& events) {
  Bytes begun = records_.view(records_.finish());
  if (!std::all_of(begun.begin(), begun.end(), is_text)) {
    return;
  }
  while (auto line = text_.next(begun)) {
    events.emplace_back(HostText{std::move(*line)});
  }
}

void ClientMachine::host_closed(std::vector<ClientEvent>& events) {
  if (ended()) {
    return;
  }
  if (ready() && records_.begun()) {
    text_for_a_record(events);
  }
  end_text(events);
  end();
}

void ClientMachine::violate(const char* rule, std::string detail, Turn& turn) {
  turn.events.emplace_back(Violation{rule, std::move(detail)});
  end();
}

void ClientMachine::finish(std::string why, Turn& turn) {
  turn.events.emplace_back(LinkEnded{std::move(why), false});
  end();
}

void ClientMachine::end() {
  phase_ = client_phase::Ended{kind()};
}

}  // namespace tn3270
