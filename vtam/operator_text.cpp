#include "vtam/operator_text.h"

namespace vtam {
namespace {

std::string since(const std::string& when) {
  return when.empty() ? "" : " since " + when;
}

std::string sentence(const HeldByClient& held) {
  return "held by " + held.client + since(held.since) + "; REACT frees it if that client is gone";
}

std::string sentence(const NotReleased& held) {
  const std::string application =
      held.application.empty() ? "its application" : "application " + held.application;
  return application + " has not released it" + since(held.since) + "; REACT frees it";
}

std::string sentence(const NotActive& inactive) {
  return inactive.why;
}

bool inactive(const LuEntry& lu) {
  return lu.state == LuState::Nevac || lu.state == LuState::Inact;
}

}  // namespace

std::string bstt075e(config::LuName lu, const NotAvailable& why) {
  return "BSTT075E " + lu.text() + " LUNAME NOT AVAIL: " +
         std::visit([](const auto& reason) { return sentence(reason); }, why);
}

std::optional<CommandRefusal> refuse_kill(const LuEntry& lu) {
  const std::string name = lu.settings->name.text();
  if (!lu.holder) {
    return CommandRefusal{"NOT-IN-SESSION", name + " is not in session: there is nothing to end"};
  }
  if (lu.state == LuState::Terminating) {
    return CommandRefusal{"TERMINATING", name +
                                             " is ending already, but its application has not "
                                             "released it: use REACT"};
  }
  return std::nullopt;
}

std::optional<CommandRefusal> refuse_react(const LuEntry& lu) {
  if (!inactive(lu)) {
    return std::nullopt;
  }
  return CommandRefusal{"BSTT075E", bstt075e(lu.settings->name, NotActive{lu.why_inactive})};
}

}  // namespace vtam
