#pragma once

#include "vtam/program.h"

// Of test binaries only: packages never hold it.
namespace programs {

// Adds the type "hang": an application that shows one screen and then answers nothing, not even the
// loss of its session, so that its LU stays TERMINATING until REACT.
void add_hang(vtam::ProgramCatalog& catalog);

}  // namespace programs
