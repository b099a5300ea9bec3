#pragma once

#include <cstdint>
#include <vector>

#include "config/draft.h"

namespace config {

// Who may connect to a port by the firewall lines of its stack (MODEL 5): in order, the first that
// fits decides, port 0 is all ports, and whom none fits may not. Without any line: everybody.
[[nodiscard]] std::vector<AccessRule> access_by_firewall(const std::vector<FirewallLine>& lines,
                                                         std::uint16_t port);

// There are lines, and none is for this port: who wrote them may have forgotten it.
[[nodiscard]] bool is_forgotten(const std::vector<FirewallLine>& lines, std::uint16_t port);

// The FTP-IP lines of BSTTSCTY.T, to the proxies that lead to an FTP server.
void apply_ftp_access(Draft& draft);

}  // namespace config
