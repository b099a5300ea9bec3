#pragma once

#include <string>
#include <vector>

#include "config/deck/card.h"
#include "config/problem.h"
#include "config/settings.h"

namespace config::book {

// ATCCONxx: names of major nodes that commas separate; column 72 continues, `*` begins a comment.
[[nodiscard]] StartList read_start_list(const std::vector<deck::Card>& cards, std::string name,
                                        Position at, Problems& problems);

}  // namespace config::book
