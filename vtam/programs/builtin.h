#pragma once

#include "vtam/program.h"

namespace vtam {

// Adds the types that every server has: "menu", "demo", "ivp", "printdemo" and "printer-sharing".
void add_builtin(ProgramCatalog& catalog);

}  // namespace vtam
