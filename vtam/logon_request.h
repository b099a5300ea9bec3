#pragma once

#include <optional>
#include <string>
#include <variant>

#include "config/names.h"
#include "config/settings.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/logmode_choice.h"
#include "vtam/network.h"

namespace vtam {

// Somebody asks for a session of `lu` with `application`.
struct LogonRequest {
  const config::LuSettings* lu = nullptr;
  tn3270::DeviceType device;
  config::ApplId application;
  std::optional<config::ModeName> logmode;  // typed
};
// VTAM takes it: with whom, and with which BIND values.
struct LogonPlan {
  const Application* application = nullptr;
  ChosenMode mode;
};
struct LogonRefusal {
  std::string text{};  // which APPL, what is wrong
  std::string hint{};  // what a user at a terminal can do; may be empty
  [[nodiscard]] std::string sentence() const { return hint.empty() ? text : text + "; " + hint; }
};

[[nodiscard]] std::variant<LogonPlan, LogonRefusal> judge_logon(const Network& network,
                                                                const LogonRequest& request);

// CLSDST PASS needs AUTH=(PASS) of the application that passes; nullopt: `from` may.
[[nodiscard]] std::optional<LogonRefusal> judge_pass(const Network& network, config::ApplId from);

}  // namespace vtam
