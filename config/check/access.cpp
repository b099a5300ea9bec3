#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "config/check/checks.h"
#include "config/client_prefix.h"

namespace config::check {
namespace {

// Whether every client of `narrow` is one of `wide`; an empty text is any client.
bool covers(const std::string& wide, const std::string& narrow) {
  if (wide.empty()) {
    return true;
  }
  const auto one = ClientPrefix::parse(wide);
  const auto other = ClientPrefix::parse(narrow);
  return one && other && one->is_ipv4() == other->is_ipv4() && one->length() <= other->length() &&
         one->contains(other->network());
}

// A list is read by people who expect that each line of it counts. Lines of a firewall are those of
// several ports, and said once.
class Rules {
 public:
  Rules(const Config& config, Problems& problems) : config_(config), problems_(problems) {}

  void look_at(const std::vector<AccessRule>& access) {
    for (auto rule = access.begin(); rule != access.end(); ++rule) {
      const auto stronger = std::find_if(access.begin(), rule, [&](const AccessRule& earlier) {
        return covers(earlier.client, rule->client);
      });
      if (stronger != rule && is_new(rule->at)) {
        problems_.warning(rule->at, "this rule never counts: the one at " +
                                        format(stronger->at, config_.files) + " " +
                                        (stronger->allow ? "allows" : "denies") +
                                        " all these clients before it; put it above, or take it "
                                        "out");
      }
    }
    // Who denies everybody means it.
    const bool meant = std::any_of(access.begin(), access.end(), [](const AccessRule& rule) {
      return rule.allow || rule.client.empty();
    });
    if (!access.empty() && !meant && is_new(access.front().at)) {
      problems_.warning(access.front().at,
                        "these rules allow nobody but clients of this machine: whom no rule fits "
                        "may not connect; add a rule that allows, at the end one for \"any\"");
    }
  }

 private:
  bool is_new(Position at) { return said_.insert({at.file, at.line, at.column}).second; }

  const Config& config_;
  Problems& problems_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> said_;
};

}  // namespace

void access(const Config& config, Problems& problems) {
  Rules rules(config, problems);
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      rules.look_at(listener.access);
    }
  }
  for (const ProxySettings& proxy : config.proxies) {
    rules.look_at(proxy.access);
  }
}

}  // namespace config::check
