#pragma once

#include "config/deck/operands.h"

namespace config::deck {

inline constexpr std::string_view kFirewallForm = "IN TCP ALLOW|DENY PORT N [ADDRESS]";

// `IN TCP ALLOW|DENY PORT n [address]` (MODEL 5): port 0 is all ports, an address may have a prefix
// length. False: something is wrong with it, which has been reported.
[[nodiscard]] bool check_firewall_line(Operands& operands);

}  // namespace config::deck
