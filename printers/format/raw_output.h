#pragma once

#include <memory>

#include "printers/format/format.h"

namespace printers {

// PrintOutput::Raw: what an application wrote, for a printer that takes it as it is. 3270 records,
// text and bytes pass; nothing is converted, there are no pages.
//
// Of SCS with transparent data (TRN, ATRN) only that passes: the application brings the printer's
// own language, and the codes around it would be rubbish there. Which kind a job is shows at its
// first TRN, if that comes within the first 64 KB; SCS without one passes as it is.
[[nodiscard]] std::unique_ptr<Formatter> make_raw_formatter(const config::FormatSettings& settings,
                                                            ByteSink& sink);

}  // namespace printers
