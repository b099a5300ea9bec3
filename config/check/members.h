#pragma once

#include <cstddef>
#include <unordered_map>

#include "config/settings.h"

namespace config::check {

// The LUs of one partition that name a group.
struct Members {
  std::size_t terminals = 0;
  std::size_t printers = 0;
  std::size_t with_printers = 0;             // terminals that have a printer of their own
  const LuSettings* with_printer = nullptr;  // the first of them
};

[[nodiscard]] std::unordered_map<GroupName, Members> members_of(const ServerSettings& server);

}  // namespace config::check
