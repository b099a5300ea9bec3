#include <algorithm>
#include <optional>
#include <string>
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

// A list is read by people who expect that each line of it counts.
void rules(const Config& config, const std::vector<AccessRule>& access, Problems& problems) {
  for (auto rule = access.begin(); rule != access.end(); ++rule) {
    const auto stronger = std::find_if(access.begin(), rule, [&](const AccessRule& earlier) {
      return covers(earlier.client, rule->client);
    });
    if (stronger != rule) {
      problems.warning(rule->at, "this rule never counts: the one at " +
                                     format(stronger->at, config.files) + " " +
                                     (stronger->allow ? "allows" : "denies") +
                                     " all these clients before it; put it above, or take it out");
    }
  }
  const bool none = !access.empty() && std::none_of(access.begin(), access.end(),
                                                    [](const AccessRule& r) { return r.allow; });
  if (none) {
    problems.warning(access.front().at,
                     "these rules allow nobody but clients of this machine: whom no rule fits may "
                     "not connect; add a rule that allows, at the end one for \"any\"");
  }
}

}  // namespace

void access(const Config& config, Problems& problems) {
  for (const ServerSettings& server : config.servers) {
    for (const ListenerSettings& listener : server.listeners) {
      rules(config, listener.access, problems);
    }
  }
  for (const ProxySettings& proxy : config.proxies) {
    rules(config, proxy.access, problems);
  }
}

}  // namespace config::check
