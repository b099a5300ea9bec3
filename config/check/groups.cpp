#include <string>
#include <unordered_map>

#include "config/check/checks.h"

namespace config::check {

// RFC 2355 7.1: a CONNECT names a LU or a pool, so no name is both. Clients see the names of one
// partition only.
void groups(const Config& config, Problems& problems) {
  std::unordered_map<GroupName, Position> groups;
  for (const ServerSettings& server : config.servers) {
    groups.clear();
    for (const LuSettings& lu : server.lus) {
      if (lu.group) {
        groups.emplace(*lu.group, lu.at);
      }
    }
    if (groups.empty()) {
      continue;
    }
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
