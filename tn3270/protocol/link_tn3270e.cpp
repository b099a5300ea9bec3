// Negotiation of TN3270E: RFC 2355 7, PROTOCOL 1.2 and 1.3.

#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/protocol/link_machine.h"
#include "tn3270/protocol/link_rules.h"
#include "tn3270/protocol/notice_text.h"

namespace tn3270 {

namespace {

std::string described(const tn3270e::DeviceTypeRequest& request) {
  const char* const kPartner[] = {"", " CONNECT ", " ASSOCIATE "};
  return printable(request.type) + kPartner[static_cast<std::size_t>(request.partner)] +
         printable(request.name);
}

// What both know. A BID is answered, and a sense code carried, by RESPONSE: without RESPONSES there
// is neither CONTENTION-RESOLUTION nor SNA-SENSE.
FunctionSet common(FunctionSet asked, FunctionSet offered) {
  const FunctionSet both = asked & offered;
  if (both.has(Function::Responses)) {
    return both;
  }
  FunctionSet alone;
  for (const Function function :
       {Function::BindImage, Function::DataStreamCtl, Function::ScsCtlCodes, Function::Sysreq}) {
    alone.add(function);
  }
  return both & alone;
}

}  // namespace

void LinkMachine::begin_tn3270e(ByteBuffer& out) {
  options_.ask(Side::Client, telnet::option::kTn3270e, out);
  phase_ = phase::Tn3270eOffered{};
}

void LinkMachine::tn3270e_option(OptionNews news, Turn& turn) {
  if (news == OptionNews::Agreed) {
    VERIFY(std::holds_alternative<phase::Tn3270eOffered>(phase_), "TN3270E is asked for once");
    tn3270e::append_send_device_type(turn.out);
    phase_ = phase::DeviceAwaited{};
    return;
  }
  // PROTOCOL 2.4: whoever refuses or leaves TN3270E waits for DO TERMINAL-TYPE.
  if (const auto* decision = std::get_if<phase::Tn3270eDecision>(&phase_)) {
    phase_ = phase::LeftInDecision{decision->device};
  } else if (const auto* awaited = std::get_if<phase::FunctionsAwaited>(&phase_)) {
    begin_classic(awaited->granted, turn);
  } else if (const auto* was = std::get_if<phase::Tn3270eReady>(&phase_)) {
    finish("client left TN3270E on " + was->granted.lu.text(), turn);
  } else {
    begin_classic(std::nullopt, turn);
  }
}

void LinkMachine::tn3270e_message(const tn3270e::DeviceTypeRequest& request, Turn& turn) {
  if (!std::holds_alternative<phase::DeviceAwaited>(phase_)) {
    violate(rule::kDeviceTypeUnexpected, described(request), turn);
    return;
  }
  if (request.name.size() > config::limits::kResourceName) {
    violate(rule::kNameTooLong, described(request), turn);
    return;
  }
  if (!may_ask_again(turn)) {
    return;
  }
  const auto device = DeviceType::from_tn3270e(request.type);
  if (!device) {
    reject(RejectReason::InvDeviceType, described(request), turn);
    return;
  }
  DeviceRequested requested;
  requested.kind = LinkKind::Tn3270e;
  requested.device = *device;
  if (request.partner != tn3270e::Partner::None) {
    requested.name = config::LuName::parse(request.name);
    requested.associate = request.partner == tn3270e::Partner::Associate;
    if (!requested.name) {
      reject(RejectReason::InvName, described(request), turn);
      return;
    }
  }
  if (requested.associate && !device->printer()) {
    reject(RejectReason::InvAssociate, described(request), turn);
    return;
  }
  phase_ = phase::Tn3270eDecision{*device, std::string(request.type), std::nullopt};
  turn.events.emplace_back(requested);
}

void LinkMachine::reject(RejectReason reason, std::string detail, Turn& turn) {
  ++refusals_;
  refused_in_tn3270e_ = true;
  tn3270e::append_device_type_reject(reason, turn.out);
  phase_ = phase::DeviceAwaited{true};
  turn.events.emplace_back(DeviceRefused{reason, std::move(detail)});
}

void LinkMachine::tn3270e_message(const tn3270e::FunctionsMessage& message, Turn& turn) {
  if (eager_functions(message)) {
    return;
  }
  auto* awaited = std::get_if<phase::FunctionsAwaited>(&phase_);
  if (awaited == nullptr) {
    violate(rule::kFunctionsUnexpected, "no LU, or agreed already", turn);
    return;
  }
  if (message.verb == tn3270e::FunctionsMessage::Verb::Request) {
    functions_requested(*awaited, message, turn);
    return;
  }
  if (!awaited->proposed) {
    violate(rule::kFunctionsUnexpected, "IS without a REQUEST", turn);
    return;
  }
  if (!message.exact || message.functions != *awaited->proposed) {
    violate(rule::kFunctionsDiffer, "IS is not the list of the REQUEST", turn);
    return;
  }
  functions_agreed(*awaited, message.functions, turn);
}

bool LinkMachine::eager_functions(const tn3270e::FunctionsMessage& message) {
  if (message.verb != tn3270e::FunctionsMessage::Verb::Request) {
    return false;
  }
  if (auto* decision = std::get_if<phase::Tn3270eDecision>(&phase_)) {
    if (decision->functions) {
      return false;
    }
    decision->functions.emplace(message.list.begin(), message.list.end());
    return true;
  }
  auto* awaited = std::get_if<phase::DeviceAwaited>(&phase_);
  return awaited != nullptr && std::exchange(awaited->eager_functions, false);
}

// Client quirk (tnz): it never answers a REQUEST of ours, so what can be granted as it stands is
// granted at once. x3270 from 4.2 on asks for 05, which is countered with the rest.
void LinkMachine::functions_requested(phase::FunctionsAwaited& awaited,
                                      const tn3270e::FunctionsMessage& asked, Turn& turn) {
  const FunctionSet both = common(asked.functions, awaited.offer.offered);
  if (!awaited.offer.needed.within(both)) {
    // RFC 2355 7.2.2: a printer session without its data type can't be a TN3270E one.
    leave_tn3270e(awaited.granted, turn);
    return;
  }
  if (asked.exact && asked.functions == both) {
    tn3270e::append_functions_is(asked.list, turn.out);
    functions_agreed(awaited, asked.functions, turn);
    return;
  }
  if (++awaited.rounds >= config::limits::kFunctionRounds) {
    leave_tn3270e(awaited.granted, turn);
    return;
  }
  awaited.proposed = both;
  tn3270e::append_functions_request(*awaited.proposed, turn.out);
}

void LinkMachine::leave_tn3270e(phase::Granted granted, Turn& turn) {
  options_.leave(Side::Client, telnet::option::kTn3270e, turn.out);
  begin_classic(granted, turn);
}

void LinkMachine::functions_agreed(const phase::FunctionsAwaited& awaited, FunctionSet functions,
                                   Turn& turn) {
  phase_ = phase::Tn3270eReady{awaited.granted, functions, 0, {}, {}, false, {}};
  turn.events.emplace_back(LinkReady{functions});
}

void LinkMachine::tn3270e_message(const tn3270e::Malformed& /*malformed*/, Turn& turn) {
  violate(rule::kMessage, "neither DEVICE-TYPE REQUEST nor FUNCTIONS", turn);
}

}  // namespace tn3270
