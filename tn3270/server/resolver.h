#pragma once

#include "config/reader.h"

namespace server {

// Asks the system for a host's first address. It waits for the answer: only at start.
[[nodiscard]] config::Resolver system_resolver();

}  // namespace server
