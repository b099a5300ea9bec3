#pragma once

#include <vector>

#include "vtam/logmode.h"

// The entries of PROTOCOL 4.9, as far as they are logmodes.
namespace vtam {

[[nodiscard]] std::vector<LogMode> built_in_iesinclm();
[[nodiscard]] std::vector<LogMode> built_in_istinclm();

}  // namespace vtam
