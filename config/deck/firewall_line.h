#pragma once

#include <optional>

#include "config/deck/operands.h"
#include "config/draft.h"

namespace config::deck {

inline constexpr std::string_view kFirewallForm = "IN TCP ALLOW|DENY PORT N [ADDRESS]";

struct FirewallCard {
  bool tcp = true;
  FirewallLine line{};
};

// `IN TCP ALLOW|DENY PORT n [address]` (MODEL 5): port 0 is all ports, an address may have a prefix
// length. nullopt: something is wrong with it, which has been reported.
[[nodiscard]] std::optional<FirewallCard> read_firewall_line(Operands& operands);

}  // namespace config::deck
