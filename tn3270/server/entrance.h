#pragma once

#include <cstdint>

#include "config/settings.h"
#include "tn3270/server/tls/reloadable_context.h"

namespace server {

// Where a client comes in. Made at start; outlives every connection.
struct Entrance {
  std::uint16_t partition = 0;
  const config::ListenerSettings* listener = nullptr;
  // Null where the listener speaks clear text only.
  const ReloadableContext* tls = nullptr;
};

}  // namespace server
