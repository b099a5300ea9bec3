#pragma once

#include "config/deck/job.h"
#include "config/deck/reading.h"

namespace config::deck {

// The cards of a BSTTINET or BSTT6NET step. ID, HOST, COUPLE and the lines of the
// firewall (IN …) go into Draft::stack_decks; everything else is noted as not used, once a word,
// since the system's own TCP/IP does the work.
void read_stack_deck(const Step& step, Reading& reading);

}  // namespace config::deck
