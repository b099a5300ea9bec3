#pragma once

#include "config/problem.h"
#include "config/settings.h"
#include "vtam/logmode.h"

namespace vtam {

// Rows of "typeterms" for a logmode that no table has, and TYPETERMs that stand for another kind of
// LU. Warnings. A TYPETERM that is not known here may be a shop's own.
void check_typeterms(const config::Config& config, const ModeTables& tables,
                     config::Problems& problems);

}  // namespace vtam
