#pragma once

#include <string>
#include <vector>

#include "config/host_settings.h"
#include "config/json/fields.h"
#include "config/settings.h"

namespace config::json {

// One entry of "applications".
struct ApplicationEntry {
  std::optional<ApplId> name{};
  std::string description{};
  std::string type{};
  bool queue = false;
  bool wait_for_reopen = false;
  Position on_failure_at{};
  // Type "host".
  HostSettings host{};
  HostAddress common{};  // what holds for each of its addresses; by "host" and "port" the only one
};

// host_section.cpp: keys of type "host".
using ApplicationFields = std::vector<Field<ApplicationEntry>>;
[[nodiscard]] const ApplicationFields& host_fields();
// Once all of an entry is read: what is needed, what goes together, what other types have not.
void settle_host(Reading& reading, const Value& object, ApplicationEntry& entry);

}  // namespace config::json
