#pragma once

#include "config/deck/job.h"
#include "config/deck/reading.h"

namespace config::deck {

// The cards of a BSTTATLS or BSTTPRXY step (MODEL 5). Its ATTLS and PROXY statements go into
// Draft::tls_definitions, those that lack something are reported and left out.
void read_tls_deck(const Step& step, Reading& reading);

}  // namespace config::deck
