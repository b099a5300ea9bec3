#pragma once

#include "config/problem.h"
#include "config/settings.h"

namespace vtam {

// A config::Check of everything that names a logmode or a TYPETERM. Warnings, because the LU then
// has the next weaker default:
// - a logmode of a LU, a DLOGMOD, a mapping rule or a listener's device table that no table has
// that
//   is searched, or that is for another kind of LU; of a device table also one that is larger than
//   its device;
// - a MODEENT that is said twice, or that no terminal can have;
// - a row of "typeterms" for a logmode that is nowhere, and a TYPETERM for another kind of LU.
void check_logmodes(const config::Config& config, config::Problems& problems);

}  // namespace vtam
