#pragma once

#include "config/reader.h"
#include "tn3270/server/activation/passed_sockets.h"
#include "vtam/program.h"

namespace server {

// The checks that need this machine or this program: addresses that are ours, ports that we may
// open, certificates that load, application types that can be run. Nobody has to open what is in
// `passed`. Both must outlive the returned checks.
[[nodiscard]] std::vector<config::Check> hall_checks(const vtam::ProgramCatalog& catalog,
                                                     const PassedSockets& passed);

}  // namespace server
