// Negotiation of TN3270E as a client: RFC 2355 7, PROTOCOL 1.2, 1.3, 1.10 and 7.1.

#include "config/limits.h"
#include "tn3270/protocol/client_machine.h"
#include "tn3270/protocol/link_rules.h"

namespace tn3270 {

using client_phase::DeviceAwaited;
using client_phase::FunctionsAwaited;

void ClientMachine::tn3270e_option(OptionNews news, Turn& turn) {
  if (news == OptionNews::Agreed) {
    if (ready()) {
      restart(client_phase::SendAwaited{}, turn);  // a host that begins with classic
    } else {
      phase_ = client_phase::SendAwaited{};
    }
    return;
  }
  restart(client_phase::Open{}, turn);
}

void ClientMachine::tn3270e_message(const tn3270e::SendDeviceType& /*send*/, Turn& turn) {
  if (std::holds_alternative<DeviceAwaited>(phase_)) {
    return;  // its answer is on the way (behind a REJECT, the next name)
  }
  if (!std::holds_alternative<client_phase::SendAwaited>(phase_)) {
    restart(client_phase::SendAwaited{}, turn);
  }
  request_device(0, turn);
}

std::optional<std::string> ClientMachine::asked_name(std::size_t name) const {
  if (request_.partner) {
    return request_.partner;
  }
  return name < request_.names.size() ? std::optional(request_.names[name]) : std::nullopt;
}

void ClientMachine::request_device(std::uint32_t name, Turn& turn) {
  const auto asked = asked_name(name);
  const auto partner = request_.partner ? tn3270e::Partner::Associate
                       : asked          ? tn3270e::Partner::Connect
                                        : tn3270e::Partner::None;
  tn3270e::append_device_type_request(request_.device.tn3270e_name(), partner,
                                      asked ? std::string_view(*asked) : std::string_view(),
                                      turn.out);
  phase_ = DeviceAwaited{name};
}

// The type is the one that was asked for (RFC 2355 7.1.2), so only the name is news.
void ClientMachine::tn3270e_message(const tn3270e::DeviceTypeIs& granted, Turn& turn) {
  if (!std::holds_alternative<DeviceAwaited>(phase_)) {
    violate(rule::kDeviceTypeUnexpected, "IS without a REQUEST", turn);
    return;
  }
  turn.events.emplace_back(LuGranted{config::LuName::parse(granted.lu)});
  tn3270e::append_functions_request(request_.functions, turn.out);
  phase_ = FunctionsAwaited{request_.functions};
}

void ClientMachine::tn3270e_message(const tn3270e::DeviceTypeReject& reject, Turn& turn) {
  const auto* awaited = std::get_if<DeviceAwaited>(&phase_);
  if (awaited == nullptr) {
    violate(rule::kDeviceTypeUnexpected, "REJECT without a REQUEST", turn);
    return;
  }
  --negotiations_;  // our own list bounds these
  const auto refused = asked_name(awaited->name);
  const std::uint32_t next = awaited->name + 1;
  turn.events.emplace_back(HostRefused{reject.reason, refused});
  // RFC 2355 7.1.6: no specific request after UNSUPPORTED-REQ.
  const bool goes_on = reject.reason != RejectReason::UnsupportedReq && !request_.partner &&
                       next < request_.names.size();
  if (goes_on) {
    request_device(next, turn);
    return;
  }
  finish("the host refuses " + (refused ? *refused : "any LU") + ": " + tn3270::text(reject.reason),
         turn);
}

void ClientMachine::tn3270e_message(const tn3270e::FunctionsMessage& message, Turn& turn) {
  auto* awaited = std::get_if<FunctionsAwaited>(&phase_);
  if (awaited == nullptr) {
    violate(rule::kFunctionsUnexpected, "no LU, or agreed already", turn);
    return;
  }
  if (message.verb == tn3270e::FunctionsMessage::Verb::Request) {
    functions_requested(*awaited, message, turn);
  } else if (message.exact && message.functions.within(awaited->proposed)) {
    // Host quirk (PROTOCOL 1.10, ibmlink-cr): IS with a shorter list, which x3270 takes.
    functions_agreed(message.functions, turn);
  } else {
    leave_tn3270e(turn);  // as x3270: "host illegally added function(s)"
  }
}

void ClientMachine::functions_requested(FunctionsAwaited& awaited,
                                        const tn3270e::FunctionsMessage& asked, Turn& turn) {
  if (asked.exact && asked.functions.within(request_.functions)) {
    tn3270e::append_functions_is(asked.list, turn.out);
    functions_agreed(asked.functions, turn);
    return;
  }
  if (awaited.rounds >= config::limits::kFunctionRounds) {
    leave_tn3270e(turn);
    return;
  }
  ++awaited.rounds;
  awaited.proposed = asked.functions & request_.functions;
  tn3270e::append_functions_request(awaited.proposed, turn.out);
}

void ClientMachine::functions_agreed(FunctionSet functions, Turn& turn) {
  // RFC 2355 7.2.2: a printer session without its data type can't be a TN3270E one.
  if (request_.device.printer() && !functions.has(Function::DataStreamCtl) &&
      !functions.has(Function::ScsCtlCodes)) {
    leave_tn3270e(turn);
    return;
  }
  phase_ = client_phase::Tn3270eReady{functions, 0};
  text_.forget();
  turn.events.emplace_back(HostReady{LinkKind::Tn3270e, functions});
}

// For good: the host would only bring us here again.
void ClientMachine::leave_tn3270e(Turn& turn) {
  options_.refuse_offers_of(telnet::option::kTn3270e);
  options_.leave(Side::Client, telnet::option::kTn3270e, turn.out);
  restart(client_phase::Open{}, turn);
}

void ClientMachine::tn3270e_message(const tn3270e::Malformed& /*malformed*/, Turn& turn) {
  violate(rule::kMessage, "neither DEVICE-TYPE nor FUNCTIONS of a host", turn);
}

}  // namespace tn3270
