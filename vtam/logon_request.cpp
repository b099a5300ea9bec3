#include "vtam/logon_request.h"

#include <algorithm>
#include <string_view>

#include "config/name_pattern.h"
#include "vtam/sense.h"

namespace vtam {
namespace {

bool any_fits(const std::vector<std::string>& patterns, std::string_view name) {
  return std::any_of(patterns.begin(), patterns.end(), [name](const std::string& pattern) {
    return config::fits_pattern(pattern, name);
  });
}

// By whichever of its names: an ACBNAME is no way around a list.
bool may_have(const config::GroupSettings* group, config::ApplId typed,
              const Application* application) {
  if (group == nullptr) {
    return true;
  }
  std::vector<config::ApplId> names = {typed};
  if (application != nullptr) {
    names.push_back(application->name);
    if (application->row != nullptr && application->row->acb_name) {
      names.push_back(*application->row->acb_name);
    }
  }
  const auto any = [&names](const std::vector<std::string>& patterns) {
    return std::any_of(names.begin(), names.end(), [&patterns](config::ApplId name) {
      return any_fits(patterns, name.view());
    });
  };
  return !any(group->deny) && (group->allow.empty() || any(group->allow));
}

}  // namespace

// (Reading) A node that was never activated may be yet, and its logons wait; V NET,INACT discards
// them and refuses new ones (MODEL 2).
bool takes_queue(const Network& network, const Application& application, WhileClosed closed) {
  if (application.lu ||
      (application.state != LuState::Conct && application.state != LuState::Nevac)) {
    return false;
  }
  if (closed == WhileClosed::Waits) {
    return true;
  }
  const auto& all = network.config().applications;
  return std::any_of(all.begin(), all.end(), [&](const config::ApplicationSettings& one) {
    return one.queue && network.find(one.name) == &application;
  });
}

std::variant<LogonPlan, LogonRefusal> judge_logon(const Network& network,
                                                  const LogonRequest& request) {
  const std::string name = request.application.text();
  if (const auto why = network.inactive_node(request.lu->name)) {
    return LogonRefusal{request.lu->name.text() + " is not active: " + *why, "call the operator",
                        sense::kPluInactive};
  }
  const Application* application = network.find(request.application);
  // Before anything is said about an application that the user is not to know.
  if (!may_have(request.group, request.application, application)) {
    return LogonRefusal{name + " is not for this LU (group " + request.group->name.text() + ")",
                        "choose another one", sense::kPermissionRejected};
  }
  if (application == nullptr) {
    return LogonRefusal{name + " is not known here", "choose an application from the list",
                        sense::kUnknownName};
  }
  const Unavailable unavailable = network.unavailable(*application);
  if (!unavailable.why.empty()) {
    return LogonRefusal{name + " " + unavailable.why, unavailable.hint,
                        application->lu ? sense::kUnknownName : sense::kPluInactive,
                        takes_queue(network, *application, request.closed)};
  }
  const auto chosen = choose_logmode(network.modes(), {.lu = request.lu,
                                                       .row = network.row(request.lu->name),
                                                       .device = request.device,
                                                       .typed = request.logmode,
                                                       .client = request.client});
  if (const auto* refused = std::get_if<ModeRefusal>(&chosen)) {
    return LogonRefusal{name + ": " + refused->text, "", sense::kInvalidParameters};
  }
  return LogonPlan{application, std::get<ChosenMode>(chosen)};
}

std::optional<LogonRefusal> judge_pass(const Network& network, config::ApplId from) {
  if (from == menu_application()) {
    if (network.menu_fault()) {
      return LogonRefusal{*network.menu_fault(), "", sense::kPermissionRejected};
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
                      "", sense::kPermissionRejected};
}

std::optional<LogonRefusal> judge_acquire(const Network& network, config::ApplId by) {
  const Application* application = network.find(by);
  if (application != nullptr && application->acquire) {
    return std::nullopt;
  }
  const bool in_book = application != nullptr && !application->implied;
  return LogonRefusal{by.text() + " may not acquire LUs: it needs AUTH=(ACQ)" +
                          (in_book ? " in book " + application->node : std::string()),
                      "", sense::kPermissionRejected};
}

const config::GroupSettings* group_of(const config::ServerSettings& server,
                                      const config::LuSettings& lu) {
  if (!lu.group) {
    return nullptr;
  }
  const auto found =
      std::find_if(server.groups.begin(), server.groups.end(),
                   [&lu](const config::GroupSettings& group) { return group.name == *lu.group; });
  return found == server.groups.end() ? nullptr : &*found;
}

bool allows(const config::GroupSettings* group, config::ApplId application) {
  if (group == nullptr) {
    return true;
  }
  const std::string_view name = application.view();
  return !any_fits(group->deny, name) && (group->allow.empty() || any_fits(group->allow, name));
}

}  // namespace vtam
