#pragma once

#include <string>

#include "config/settings.h"
#include "vtam/logmode.h"

namespace vtam {

// What an application is told about the terminal, and the row that said so.
struct TypetermChoice {
  std::string typeterm;
  std::string rule;  // "DFHTERM: SP3272QN -> DFH3270"
};

// The LU's own typeterm, else the row of the autoinstall table, which CICS searches by logmode.
// DFH3270 does not query; VSE3278Q (group VSESPG) does. Printers: VSEDSCP for LU3, VSESCSPA for
// LU1.
[[nodiscard]] TypetermChoice choose_typeterm(const config::LuSettings& lu,
                                             config::Autoinstall autoinstall, const LogMode& mode);

}  // namespace vtam
