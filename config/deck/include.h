#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "config/deck/card.h"
#include "config/deck/reading.h"

namespace config::deck {

// The cards of a file, with what each `* $$ SLI` names in its place; their positions point into the
// included files, which are added to Config::files. An include that is not found leaves a card
// whose `lost` says so.
[[nodiscard]] std::vector<Card> cards_with_includes(std::string_view text, std::uint32_t file,
                                                    const std::filesystem::path& path,
                                                    Reading& reading);

}  // namespace config::deck
