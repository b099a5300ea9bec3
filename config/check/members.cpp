#include "config/check/members.h"

namespace config::check {

std::unordered_map<GroupName, Members> members_of(const ServerSettings& server) {
  std::unordered_map<GroupName, Members> all;
  for (const LuSettings& lu : server.lus) {
    if (!lu.group) {
      continue;
    }
    Members& members = all[*lu.group];
    if (lu.type != LuType::Terminal) {
      ++members.printers;
      continue;
    }
    ++members.terminals;
    if (lu.printer) {
      ++members.with_printers;
      if (members.with_printer == nullptr) {
        members.with_printer = &lu;
      }
    }
  }
  return all;
}

}  // namespace config::check
