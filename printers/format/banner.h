#pragma once

#include "config/settings.h"
#include "printers/format/format.h"
#include "printers/format/page.h"

namespace printers {

// The page in front of a job that says whose it is.
[[nodiscard]] Page banner_page(const JobTitle& title, const config::FormatSettings& settings);

}  // namespace printers
