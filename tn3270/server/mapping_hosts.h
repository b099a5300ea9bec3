#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "vtam/mapping.h"

namespace server {

// All addresses of a host; empty: it has none.
using HostLookUp = std::function<std::vector<config::Address>(const std::string& name)>;

// The names of hosts in the mapping rules of all partitions, each looked up once. `say` hears one
// warning for each that has no address: its rules fit nobody, and all else is served.
[[nodiscard]] vtam::Mapping::HostAddresses mapping_hosts(
    const config::Config& config, const HostLookUp& look_up,
    const std::function<void(const std::string&)>& say);

}  // namespace server
