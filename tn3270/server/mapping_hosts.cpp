#include "tn3270/server/mapping_hosts.h"

namespace server {

vtam::Mapping::HostAddresses mapping_hosts(const config::Config& config, const HostLookUp& look_up,
                                           const std::function<void(const std::string&)>& say) {
  vtam::Mapping::HostAddresses hosts;
  for (const config::ServerSettings& partition : config.servers) {
    for (const config::MapRule& rule : partition.mapping) {
      if (rule.host.empty() || hosts.count(rule.host) != 0) {
        continue;
      }
      std::vector<config::Address> addresses = look_up(rule.host);
      if (addresses.empty()) {
        say("TND015W the host " + rule.host + " of a mapping rule of " + partition.name +
            " has no address: nobody fits that rule");
      }
      hosts.emplace(rule.host, std::move(addresses));
    }
  }
  return hosts;
}

}  // namespace server
