#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/check/checks.h"
#include "config/name_pattern.h"
#include "config/nearest.h"

namespace config::check {
namespace {

bool fits_one(const std::vector<std::string>& patterns, ApplId application) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return fits_pattern(pattern, application.view());
  });
}

bool is_allowed(const GroupSettings& group, ApplId application) {
  return (group.allow.empty() || fits_one(group.allow, application)) &&
         !fits_one(group.deny, application);
}

// The names of all applications that are defined or that somebody is sent to.
std::set<std::string_view> known_applications(const Config& config) {
  std::set<std::string_view> known{"BSTTUSST", "BSTTVNET"};
  const auto add = [&known](const std::optional<ApplId>& application) {
    if (application) {
      known.insert(application->view());
    }
  };
  for (const ApplicationSettings& application : config.applications) {
    known.insert(application.name.view());
  }
  for (const MajorNode& node : config.nodes) {
    for (const ApplRow& row : node.rows) {
      known.insert(row.name.view());
    }
  }
  for (const ServerSettings& server : config.servers) {
    if (server.menu) {
      for (const MenuLine& line : *server.menu) {
        known.insert(line.application.view());
      }
    }
    for (const LuSettings& lu : server.lus) {
      add(lu.application);
    }
    for (const ListenerSettings& listener : server.listeners) {
      add(listener.application);
    }
    for (const GroupSettings& group : server.groups) {
      add(group.application);
    }
    for (const MapRule& rule : server.mapping) {
      add(rule.application);
    }
  }
  return known;
}

class Allowed {
 public:
  Allowed(const Config& config, Problems& problems)
      : config_(config), problems_(problems), known_(known_applications(config)) {}

  void look_at(const GroupSettings& group) {
    patterns(group, "allow", group.allow);
    patterns(group, "deny", group.deny);
    for (const std::string& allowed : group.allow) {
      const auto stronger =
          std::find_if(group.deny.begin(), group.deny.end(),
                       [&](const std::string& denied) { return covers_pattern(denied, allowed); });
      if (stronger != group.deny.end()) {
        problems_.warning(group.at, "group " + group.name.text() + " allows " + allowed +
                                        ", which it denies by " + *stronger +
                                        ", and that counts; take one out");
      }
    }
  }

  // Somebody of `group` is sent to an application that it may not log on to.
  void sent(const GroupSettings& group, ApplId application, const std::string& by, Position at) {
    if (!is_allowed(group, application) && said_ != at) {
      said_ = at;
      problems_.error(at, by + " names " + application.text() + ", which group " +
                              group.name.text() + " (" + format(group.at, config_.files) +
                              ") may not log on to; allow it there, or name another");
    }
  }

 private:
  void patterns(const GroupSettings& group, const std::string& key,
                const std::vector<std::string>& patterns) {
    std::set<std::string_view> seen;
    for (const std::string& pattern : patterns) {
      const std::string who = "'" + key + "' of group " + group.name.text() + " has " + pattern;
      if (!seen.insert(pattern).second) {
        problems_.warning(group.at, who + " twice; take one out");
      } else if (std::none_of(known_.begin(), known_.end(),
                              [&](std::string_view name) { return fits_pattern(pattern, name); })) {
        problems_.warning(group.at, who + ", and no application is called so" +
                                        did_you_mean(pattern, {known_.begin(), known_.end()}) +
                                        "; correct it, or add it to \"applications\"");
      }
    }
  }

  const Config& config_;
  Problems& problems_;
  std::set<std::string_view> known_;
  Position said_;  // a range of LUs has one position and one fault
};

void look_at_server(const ServerSettings& server, Allowed& allowed) {
  std::unordered_map<GroupName, const GroupSettings*> groups;
  for (const GroupSettings& group : server.groups) {
    if (!groups.emplace(group.name, &group).second) {
      continue;
    }
    allowed.look_at(group);
    if (group.application) {
      allowed.sent(group, *group.application, "group " + group.name.text(), group.at);
    }
  }
  for (const LuSettings& lu : server.lus) {
    const auto group = lu.group && lu.application ? groups.find(*lu.group) : groups.end();
    if (group != groups.end()) {
      allowed.sent(*group->second, *lu.application, "LU " + lu.name.text(), lu.at);
    }
  }
  for (const MapRule& rule : server.mapping) {
    const auto group = rule.group && rule.application ? groups.find(*rule.group) : groups.end();
    if (group != groups.end()) {
      allowed.sent(*group->second, *rule.application, "this rule", rule.at);
    }
  }
}

}  // namespace

void allowed_applications(const Config& config, Problems& problems) {
  const bool any =
      std::any_of(config.servers.begin(), config.servers.end(), [](const ServerSettings& server) {
        return std::any_of(
            server.groups.begin(), server.groups.end(),
            [](const GroupSettings& group) { return !group.allow.empty() || !group.deny.empty(); });
      });
  if (!any) {
    return;
  }
  Allowed allowed(config, problems);
  for (const ServerSettings& server : config.servers) {
    look_at_server(server, allowed);
  }
}

}  // namespace config::check
