#pragma once

#include <string>
#include <vector>

#include "config/load_address.h"
#include "config/reader.h"

namespace server {

// Asks the system for a host's first address. It waits for the answer: only at start.
[[nodiscard]] config::Resolver system_resolver();

// All addresses of a host, of both families; empty: it has none. It waits too.
[[nodiscard]] std::vector<config::Address> system_addresses(const std::string& name);

}  // namespace server
