#include <map>
#include <string>

#include "config/check/checks.h"
#include "config/load_address.h"

namespace config::check {
namespace {

// What a proxy hands on comes back to its own port.
bool leads_to_itself(const ProxySettings& proxy) {
  if (proxy.listen.port != proxy.to.port) {
    return false;
  }
  const auto from = parse_address(proxy.listen.address);
  const auto to = parse_address(proxy.to.address);
  if (!from || !to) {
    return false;
  }
  const Address any;
  const bool all = *from == any || (*from == any_ipv4() && is_ipv4(*to));
  return *from == *to || (all && is_loopback(*to));
}

}  // namespace

void proxies(const Config& config, Problems& problems) {
  std::map<std::string, Position> names;
  for (const ProxySettings& proxy : config.proxies) {
    const std::string who = "proxy '" + proxy.name + "'";
    const auto [first, is_new] = names.emplace(proxy.name, proxy.at);
    if (!is_new) {
      problems.warning(proxy.at, who + " is called like the one at " +
                                     format(first->second, config.files) +
                                     "; give one another \"name\"");
    }
    if (leads_to_itself(proxy)) {
      problems.error(proxy.at, who + " hands its clients on to its own port " +
                                   std::to_string(proxy.to.port) +
                                   ", again and again; correct \"to\" or \"listen\"");
    } else if (!proxy.listen.tls && !proxy.to.tls) {
      problems.note(proxy.at, who +
                                  " speaks TLS on neither side: it only hands on; where that is "
                                  "not meant, add \"tls\": true to \"listen\" or \"to\"");
    }
  }
}

}  // namespace config::check
