// Negotiation of classic TN3270: RFC 1576, PROTOCOL 2.1 and 2.4.

#include <array>
#include <utility>

#include "config/limits.h"
#include "tn3270/protocol/link_machine.h"
#include "tn3270/protocol/link_rules.h"
#include "tn3270/protocol/notice_text.h"

namespace tn3270 {

namespace {

constexpr std::string_view kNeeds3270 = "This server needs a 3270 terminal";

// The same terminal in both kinds: only the numbers differ (a colour x3270 is 3278 and 3279).
bool alike(DeviceType one, DeviceType other) {
  return one.printer() == other.printer() && one.sizes() == other.sizes();
}

}  // namespace

void LinkMachine::begin_classic(std::optional<phase::Granted> granted, Turn& turn) {
  if (options_.agreed(Side::Client, telnet::option::kTerminalType)) {
    terminal_type::append_send(turn.out);
    phase_ = phase::TerminalTypeAwaited{granted, std::nullopt};
    return;
  }
  options_.ask(Side::Client, telnet::option::kTerminalType, turn.out);
  phase_ = phase::TerminalTypeOffered{granted};
}

void LinkMachine::terminal_type_option(OptionNews news, Turn& turn) {
  const auto* offered = std::get_if<phase::TerminalTypeOffered>(&phase_);
  if (news == OptionNews::Agreed && offered != nullptr) {
    // Once: every further SEND makes x3270 go to the next LU of its list (PROTOCOL 2.1).
    terminal_type::append_send(turn.out);
    phase_ = phase::TerminalTypeAwaited{offered->granted, std::nullopt};
    return;
  }
  const bool wanted =
      offered != nullptr || std::holds_alternative<phase::TerminalTypeAwaited>(phase_);
  if (news != OptionNews::Agreed && wanted) {
    finish_with_notice(std::string(kNeeds3270) + ".", "client refuses TERMINAL-TYPE", turn);
  }
}

void LinkMachine::terminal_type(const terminal_type::Answer& answer, Turn& turn) {
  const auto* awaited = std::get_if<phase::TerminalTypeAwaited>(&phase_);
  if (awaited == nullptr) {
    violate(rule::kTerminalTypeUnexpected, printable(answer.text), turn);
    return;
  }
  if (answer.name && answer.name->size() > config::limits::kResourceName) {
    violate(rule::kNameTooLong, printable(answer.text), turn);
    return;
  }
  if (!may_ask_again(turn)) {
    return;
  }
  if (awaited->refused && awaited->refused->terminal == answer.text) {
    const std::string notice = awaited->refused->notice;
    finish_with_notice(notice, "refused, and no other LU named", turn);
    return;
  }
  const auto device = DeviceType::from_terminal_type(answer.type);
  if (!device) {
    const std::string type = printable(answer.type);
    finish_with_notice(std::string(kNeeds3270) + "; this one is called " + type + ".",
                       "terminal type " + type, turn);
    return;
  }
  if (!awaited->granted) {
    request_in_classic(answer, *device, turn);
    return;
  }
  if (!alike(*device, awaited->granted->device)) {
    finish_with_notice("The terminal has changed its type.", "terminal type changed", turn);
    return;
  }
  ask_binary_eor(*awaited->granted, turn);
}

void LinkMachine::request_in_classic(const terminal_type::Answer& answer, DeviceType device,
                                     Turn& turn) {
  DeviceRequested requested;
  requested.kind = LinkKind::Classic;
  requested.device = device;
  if (answer.name) {
    requested.name = config::LuName::parse(*answer.name);
  }
  phase::ClassicDecision decision{device, std::string(answer.text)};
  if (answer.name && !requested.name) {
    const std::string notice = config::name_fault_text(*answer.name);
    turn.events.emplace_back(DeviceRefused{RejectReason::InvName, printable(answer.text)});
    refuse_classic(decision, RejectReason::InvName, notice, turn);
    return;
  }
  phase_ = std::move(decision);
  turn.events.emplace_back(requested);
}

void LinkMachine::refuse_classic(const phase::ClassicDecision& decision, RejectReason reason,
                                 std::string_view notice, Turn& turn) {
  ++refusals_;
  const std::string_view line =
      decision.device.printer() ? printer_status::error_line(reason) : notice;
  // A list of LUs that was refused in TN3270E begins anew here: it has been walked (PROTOCOL 1.3).
  const bool named = decision.terminal.find('@') != std::string::npos;
  if (named && !refused_in_tn3270e_ && reason != RejectReason::UnsupportedReq) {
    terminal_type::append_send(turn.out);
    phase_ = phase::TerminalTypeAwaited{std::nullopt,
                                        phase::Refused{decision.terminal, std::string(line)}};
    return;
  }
  finish_with_notice(line, std::string("refused: ") + text(reason), turn);
}

void LinkMachine::ask_binary_eor(phase::Granted granted, Turn& turn) {
  // PROTOCOL 2.1 step 5: all in one write, less what the client has offered by itself.
  for (const std::uint8_t option : {telnet::option::kEor, telnet::option::kBinary}) {
    options_.ask(Side::Client, option, turn.out);
    options_.ask(Side::Server, option, turn.out);
  }
  phase_ = phase::BinaryEorAwaited{granted};
  ready_when_agreed(turn);
}

void LinkMachine::ready_when_agreed(Turn& turn) {
  const auto* awaited = std::get_if<phase::BinaryEorAwaited>(&phase_);
  if (awaited == nullptr) {
    return;
  }
  for (const std::uint8_t option : {telnet::option::kEor, telnet::option::kBinary}) {
    if (!options_.agreed(Side::Client, option) || !options_.agreed(Side::Server, option)) {
      return;
    }
  }
  phase_ = phase::ClassicReady{awaited->granted, {}, {}};
  turn.events.emplace_back(LinkReady{});
}

void LinkMachine::binary_eor_option(OptionNews news, Turn& turn) {
  if (news == OptionNews::Agreed) {
    ready_when_agreed(turn);
    return;
  }
  if (std::holds_alternative<phase::BinaryEorAwaited>(phase_)) {
    finish_with_notice(std::string(kNeeds3270) + ".", "client refuses BINARY or EOR", turn);
  } else if (const auto* was = std::get_if<phase::ClassicReady>(&phase_)) {
    finish("client left 3270 mode on " + was->granted.lu.text(), turn);
  }
}

}  // namespace tn3270
