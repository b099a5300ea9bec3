#include <string>
#include <unordered_map>

#include "config/check/checks.h"

namespace config::check {

void groups(const Config& config, Problems& problems) {
  std::unordered_map<GroupName, Position> groups;
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      if (lu.group) {
        groups.emplace(*lu.group, lu.at);
      }
    }
  }
  if (groups.empty()) {
    return;
  }
  for (const ServerSettings& server : config.servers) {
    for (const LuSettings& lu : server.lus) {
      const auto group = groups.find(*GroupName::parse(lu.name.view()));
      if (group != groups.end()) {
        problems.error(lu.at, "LU " + lu.name.text() + " has the name of the group at " +
                                  format(group->second, config.files) +
                                  "; a CONNECT could mean either: rename one");
      }
    }
  }
}

}  // namespace config::check
