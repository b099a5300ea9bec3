#pragma once

#include "config/deck/job.h"

namespace config::deck {

// The SETPARMs of a BSTTATLS or BSTTPRXY step: SUBTASK has to be right, and nothing depends on any.
void read_tls_setparms(const Step& step, Problems& problems);

}  // namespace config::deck
