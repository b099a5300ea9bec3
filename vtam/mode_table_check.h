#pragma once

#include "config/problem.h"
#include "config/settings.h"

namespace vtam {

// MODEENTs that are said twice, or that no terminal can have. Warnings.
void check_mode_tables(const config::Config& config, config::Problems& problems);

}  // namespace vtam
