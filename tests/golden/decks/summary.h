#pragma once

#include <string>

#include "config/reader.h"

namespace config {

// What was read and what was found wrong, as text that people can compare: partitions with their
// listeners, menu and LUs, the rows of the books, the start list, the problems.
[[nodiscard]] std::string summary(const Loaded& loaded);

}  // namespace config
