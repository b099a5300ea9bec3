#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "config/names.h"
#include "config/settings.h"
#include "tn3270/datastream/device_type.h"
#include "vtam/logmode_choice.h"
#include "vtam/network.h"

namespace vtam {

// What becomes of a LOGON to a closed ACB: as the application's definition says, or it waits.
enum class WhileClosed : std::uint8_t { AsDefined, Waits };

// Somebody asks for a session of `lu` with `application`.
struct LogonRequest {
  const config::LuSettings* lu = nullptr;
  tn3270::DeviceType device;
  config::ApplId application;
  std::optional<config::ModeName> logmode;       // typed
  ClientModes client{};                          // from its way in
  const config::GroupSettings* group = nullptr;  // the LU's, if it is described
  WhileClosed closed = WhileClosed::AsDefined;
};
// VTAM takes it: with whom, and with which BIND values.
struct LogonPlan {
  const Application* application = nullptr;
  ChosenMode mode;
};
struct LogonRefusal {
  std::string text{};  // which APPL, what is wrong
  std::string hint{};  // what a user at a terminal can do; may be empty
  std::uint32_t sense = 0;
  bool may_wait = false;  // it may be queued until the ACB opens
  [[nodiscard]] std::string sentence() const { return hint.empty() ? text : text + "; " + hint; }
};

[[nodiscard]] std::variant<LogonPlan, LogonRefusal> judge_logon(const Network& network,
                                                                const LogonRequest& request);

// Whether logons to an application that is not available wait until it is (z/OS' QINIT).
[[nodiscard]] bool takes_queue(const Network& network, const Application& application,
                               WhileClosed closed);

// CLSDST PASS needs AUTH=(PASS) of the application that passes; nullopt: `from` may.
[[nodiscard]] std::optional<LogonRefusal> judge_pass(const Network& network, config::ApplId from);

// OPNDST ACQUIRE needs AUTH=(ACQ) of the application that acquires; nullopt: `by` may.
[[nodiscard]] std::optional<LogonRefusal> judge_acquire(const Network& network, config::ApplId by);

// What is said about the LU's group; nullptr: it has none, or nothing is said.
[[nodiscard]] const config::GroupSettings* group_of(const config::ServerSettings& server,
                                                    const config::LuSettings& lu);

// Whether LUs of the group may log on to it: `deny` wins, and an empty `allow` is everything.
[[nodiscard]] bool allows(const config::GroupSettings* group, config::ApplId application);

}  // namespace vtam
