// The owner's answer to a request for a LU, in whatever way the client asked for it.

#include <utility>

#include "config/verify.h"
#include "tn3270/protocol/link_machine.h"

namespace tn3270 {

void LinkMachine::grant(config::LuName lu, FunctionOffer offer, Turn turn) {
  if (auto* asked = std::get_if<phase::Tn3270eDecision>(&phase_)) {
    tn3270e::append_device_type_is(asked->requested, lu, turn.out);
    const std::optional<ByteBuffer> eager = std::move(asked->functions);
    phase_ = phase::FunctionsAwaited{{lu, asked->device}, offer, 0, std::nullopt};
    if (eager) {
      tn3270e_message(tn3270e::functions(tn3270e::FunctionsMessage::Verb::Request, *eager), turn);
    }
  } else if (const auto* left = std::get_if<phase::LeftInDecision>(&phase_)) {
    begin_classic(phase::Granted{lu, left->device}, turn);
  } else {
    const auto* classic = std::get_if<phase::ClassicDecision>(&phase_);
    VERIFY(classic != nullptr, "a LU is granted when one was asked for");
    ask_binary_eor({lu, classic->device}, turn);
  }
}

void LinkMachine::refuse(RejectReason reason, std::string_view notice, Turn turn) {
  if (const auto* asked = std::get_if<phase::Tn3270eDecision>(&phase_)) {
    ++refusals_;
    refused_in_tn3270e_ = true;
    tn3270e::append_device_type_reject(reason, turn.out);
    phase_ = phase::DeviceAwaited{!asked->functions.has_value()};
  } else if (std::holds_alternative<phase::LeftInDecision>(phase_)) {
    ++refusals_;
    refused_in_tn3270e_ = true;
    begin_classic(std::nullopt, turn);
  } else {
    const auto* classic = std::get_if<phase::ClassicDecision>(&phase_);
    VERIFY(classic != nullptr, "a LU is refused when one was asked for");
    refuse_classic(*classic, reason, notice, turn);
  }
}

}  // namespace tn3270
