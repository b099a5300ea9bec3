#include <algorithm>
#include <string>
#include <unordered_map>

#include "config/check/checks.h"

namespace config::check {
namespace {

bool is_generic(const LuSettings& lu) {
  return lu.type == LuType::Terminal && !lu.application;
}

// Without a menu of its own a partition shows the applications that have a description.
bool menu_is_empty(const Config& config, const ServerSettings& server) {
  return server.menu ? server.menu->empty()
                     : std::none_of(config.applications.begin(), config.applications.end(),
                                    [](const ApplicationSettings& application) {
                                      return !application.description.empty();
                                    });
}

void contents(const Config& config, const ServerSettings& server, Problems& problems) {
  if (server.listeners.empty()) {
    problems.error(
        server.at,
        "partition '" + server.name + "' has no listener, so nobody can connect; add " +
            (server.from_deck ? "an OPEN statement"
                              : "\"listeners\": [ {\"address\": \"127.0.0.1\", \"port\": 3270} ]"));
  }
  if (server.lus.empty()) {
    problems.warning(
        server.at, "partition '" + server.name + "' has no LUs, so every client is refused; add " +
                       (server.from_deck ? "TERMINAL statements"
                                         : "\"lus\": [ {\"names\": \"T[001-100]\"} ]"));
  } else if (std::any_of(server.lus.begin(), server.lus.end(), is_generic) &&
             menu_is_empty(config, server)) {
    problems.warning(server.at,
                     "the menu of partition '" + server.name + "' is empty; add " +
                         (server.from_deck ? "APPLID statements"
                                           : "applications with a description, or a \"menu\""));
  }
}

}  // namespace

void partitions(const Config& config, Problems& problems) {
  // What is missing may be what could not be read; that was said.
  if (problems.has_errors()) {
    return;
  }
  if (config.servers.empty() && config.proxies.empty()) {
    problems.error({},
                   "there is nothing to serve: no listeners and no LUs; give a deck, or a JSON "
                   "file with \"listeners\" and \"lus\"");
  }
  std::unordered_map<std::string, Position> names;
  for (const ServerSettings& server : config.servers) {
    contents(config, server, problems);
    const auto [first, is_new] = names.emplace(server.name, server.at);
    if (!is_new) {
      problems.warning(server.at, "this partition is called '" + server.name + "' like that of " +
                                      format(first->second, config.files) +
                                      "; give one a name of its own (JSON \"name\", JOB name)");
    }
  }
}

}  // namespace config::check
