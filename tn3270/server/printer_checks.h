#pragma once

#include "config/problem.h"
#include "config/settings.h"

namespace server {

// What printers need of this machine: charsets that iconv has, password files that nobody else can
// read, directories and programs. What is missing may come yet, and jobs wait for it: a warning.
void check_printers(const config::Config& config, config::Problems& problems);

}  // namespace server
