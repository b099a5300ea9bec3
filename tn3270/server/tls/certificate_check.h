#pragma once

#include <chrono>

#include "config/problem.h"
#include "config/settings.h"

namespace server {

// Every listener with TLS, and the application socket's, has a certificate file that loads; one
// that is not valid now, or not for much longer, is a warning.
void check_certificates(const config::Config& config, std::chrono::system_clock::time_point now,
                        config::Problems& problems);

}  // namespace server
