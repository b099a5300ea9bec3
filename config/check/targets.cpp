#include <string>
#include <unordered_map>
#include <unordered_set>

#include "config/check/checks.h"

namespace config::check {
namespace {

// The printer sharing application is part of the model itself: nobody need define it.
constexpr std::string_view kPrinterSharing = "BSTTVNET";

// Says once for each name that nobody stands behind it.
class Targets {
 public:
  Targets(const Config& config, Problems& problems) : problems_(problems) {
    for (const ApplicationSettings& application : config.applications) {
      settled_.insert(application.name);
    }
  }

  void named(ApplId name, Position at, const std::string& by) {
    if (!settled_.insert(name).second) {
      return;
    }
    if (name.view() != kPrinterSharing) {
      problems_.note(at, by + " names " + name.text() +
                             ", which nobody has opened (CONCT): add {\"name\": \"" + name.text() +
                             "\", \"type\": …} to \"applications\", or open its ACB");
    }
  }

 private:
  Problems& problems_;
  std::unordered_set<ApplId> settled_;
};

// Where terminals are sent whose LU says no application.
void defaults(const ServerSettings& server, Targets& targets) {
  for (const GroupSettings& group : server.groups) {
    if (group.application) {
      targets.named(*group.application, group.at, "group " + group.name.text());
    }
  }
  for (const MapRule& rule : server.mapping) {
    if (rule.application) {
      targets.named(*rule.application, rule.at, "this rule");
    }
  }
  for (const ListenerSettings& listener : server.listeners) {
    if (listener.application) {
      targets.named(*listener.application, listener.at, "listener '" + listener.name + "'");
    }
  }
}

void menu_twice(const Config& config, const ServerSettings& server, Problems& problems) {
  std::unordered_map<ApplId, Position> lines;
  for (const MenuLine& line : *server.menu) {
    const auto [first, is_new] = lines.emplace(line.application, line.at);
    if (!is_new) {
      problems.warning(line.at, line.application.text() + " is on the menu twice; first at " +
                                    format(first->second, config.files));
    }
  }
}

}  // namespace

void targets(const Config& config, Problems& problems) {
  Targets targets(config, problems);
  for (const ServerSettings& server : config.servers) {
    if (server.menu) {
      menu_twice(config, server, problems);
      for (const MenuLine& line : *server.menu) {
        targets.named(line.application, line.at, "the menu");
      }
    }
    for (const LuSettings& lu : server.lus) {
      if (lu.application) {
        targets.named(*lu.application, lu.at, "LU " + lu.name.text());
      }
    }
    defaults(server, targets);
  }
}

}  // namespace config::check
