#pragma once

#include <chrono>

#include "config/problem.h"
#include "config/settings.h"

namespace server {

// Every listener with TLS, the application socket and proxies have certificate files that load, and
// what proxies and redirects trust does. Certificates that are not valid now, or not for much
// longer, and whatever is odd about their files, are warnings.
void check_certificates(const config::Config& config, std::chrono::system_clock::time_point now,
                        config::Problems& problems);

}  // namespace server
