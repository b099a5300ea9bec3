#pragma once

#include "vtam/program.h"

namespace server {

// The command line of tn3270d: serve, check, convert, certificate, --version. Returns the exit
// status. `catalog` holds the program types that this binary can run.
[[nodiscard]] int run_command_line(int argc, char** argv, const vtam::ProgramCatalog& catalog);

}  // namespace server
