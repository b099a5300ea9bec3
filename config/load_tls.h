#pragma once

#include "config/draft.h"

namespace config {

// What becomes of the ATTLS and PROXY statements of all decks, once every listener has its port
// (MODEL 5): what fronts a clear port of our own is a TLS listener beside it, what fronts somebody
// else's a proxy, and a client ATTLS a redirect.
void resolve_tls_definitions(Draft& draft);

}  // namespace config
