#pragma once

#include <string>

#include "config/settings.h"

namespace server {

// Where a printer LU's jobs go, in words: "DIRECT 192.0.2.7 port 9100", "LPR queue hp2505 at
// 192.0.2.9", "client". Neither a password nor the words of a command, which may hold one.
[[nodiscard]] std::string destination_text(const config::LuSettings& lu);

}  // namespace server
