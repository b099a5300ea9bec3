#pragma once

#include <string>

#include "config/settings.h"
#include "vtam/network.h"

namespace server {

// What `check` prints of a Config without errors: the partitions with their listeners, groups,
// mapping rules and logmodes where there are some, the LU table, major nodes and the APPL table
// that would run. Long runs of LUs that differ only in their number are one line: "T001-T100
// (100)". `network` was built from `config`.
[[nodiscard]] std::string check_report(const vtam::NetworkPtr& network,
                                       const config::Config& config);

}  // namespace server
