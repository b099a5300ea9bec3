#pragma once

#include <cstdint>
#include <memory>

#include "config/settings.h"
#include "tn3270/server/tls/tls_context.h"

namespace server {

// Where a client comes in. Made at start; outlives every connection.
struct Entrance {
  std::uint16_t partition = 0;
  const config::ListenerSettings* listener = nullptr;
  std::shared_ptr<const TlsContext> tls{};  // null where the listener speaks clear text only
};

}  // namespace server
