#pragma once

#include "config/draft.h"
#include "config/reader.h"

namespace config {

// Gives every listener its literal address and port, and printers their hosts, by MODEL 1: HOST
// cards of a deck's ID first, then its stack in JSON, then the resolver, if there is one. Decks of
// a coupled ID listen on both families. An address that nobody knows is
// an error at the card that names the setting that helps; a printer's host only a note.
void resolve_hosts(Draft& draft, const Resolver& resolver);

}  // namespace config
