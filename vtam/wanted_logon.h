#pragma once

#include <optional>
#include <string>

#include "config/settings.h"
#include "vtam/moment.h"

namespace vtam {

// A LOGON to an application, of whomever it is.
struct WantedLogon {
  config::ApplId application;
  std::optional<config::ModeName> logmode{};
  std::string data{};
  std::optional<config::ApplId> from{};  // who has passed it; not the menu
  // Its session was lost with the ACB, and its user waits for that to open again.
  bool lost = false;
};

// One that waits until its application opens the ACB.
struct QueuedLogon : WantedLogon {
  Moment since{};
};

}  // namespace vtam
