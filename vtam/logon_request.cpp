#include "vtam/logon_request.h"

namespace vtam {

std::variant<LogonPlan, LogonRefusal> judge_logon(const Network& network,
                                                  const LogonRequest& request) {
  const std::string name = request.application.text();
  const Application* application = network.find(request.application);
  if (application == nullptr) {
    return LogonRefusal{name + " is not known here", "choose an application from the list"};
  }
  const Unavailable unavailable = network.unavailable(*application);
  if (!unavailable.why.empty()) {
    return LogonRefusal{name + " " + unavailable.why, unavailable.hint};
  }
  const auto chosen = choose_logmode(network.modes(), {.lu = request.lu,
                                                       .row = network.row(request.lu->name),
                                                       .device = request.device,
                                                       .typed = request.logmode});
  if (const auto* refused = std::get_if<ModeRefusal>(&chosen)) {
    return LogonRefusal{name + ": " + refused->text, ""};
  }
  return LogonPlan{application, std::get<ChosenMode>(chosen)};
}

std::optional<LogonRefusal> judge_pass(const Network& network, config::ApplId from) {
  if (from == menu_application()) {
    if (network.menu_fault()) {
      return LogonRefusal{*network.menu_fault(), ""};
    }
    return std::nullopt;
  }
  const Application* application = network.find(from);
  if (application != nullptr && application->pass) {
    return std::nullopt;
  }
  const bool in_book = application != nullptr && !application->implied;
  return LogonRefusal{from.text() + " may not pass sessions: it needs AUTH=(PASS)" +
                          (in_book ? " in book " + application->node : std::string()),
                      ""};
}

}  // namespace vtam
