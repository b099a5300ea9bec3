#pragma once

#include <string>

#include "config/deck/job.h"
#include "config/deck/reading.h"
#include "config/settings.h"

namespace config::deck {

// One partition: the cards that a BSTTVNET step reads. `fallback_name` names it if no JOB does.
[[nodiscard]] ServerSettings read_vnet_deck(const Step& step, const std::string& fallback_name,
                                            Reading& reading);

}  // namespace config::deck
