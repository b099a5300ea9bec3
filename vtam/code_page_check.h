#pragma once

#include "config/problem.h"
#include "config/settings.h"

namespace vtam {

// A config::Check: every code page that a partition, a listener or a LU names is one that can be
// had here. An error each.
void check_code_pages(const config::Config& config, config::Problems& problems);

}  // namespace vtam
