#pragma once

#include "config/problem.h"
#include "config/settings.h"

namespace vtam {

// A config::Check: every logmode of a LU or a DLOGMOD that would be passed over, because no table
// that is searched has it or because it is meant for another kind of LU. A warning each; the LU
// then has the next weaker one.
void check_logmodes(const config::Config& config, config::Problems& problems);

}  // namespace vtam
