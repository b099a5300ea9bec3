#pragma once

#include "printers/delivery/tls_layer.h"

namespace server {

// TLS for deliveries to raw and LPR printers, and for their tests: 1.2 and 1.3. Its files are read
// anew for each connection, so that a new "ca" needs no reload. Any thread.
[[nodiscard]] printers::MakeTls tls_for_printers();

}  // namespace server
