#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "config/deck/reading.h"
#include "config/settings.h"

namespace config {

// One file of cards: decks with or without JCL, books and start lists with or without their LIBR
// job. Books and the start list go into the draft, the partitions are returned.
[[nodiscard]] std::vector<ServerSettings> read_cards(std::string_view text, std::uint32_t file,
                                                     const std::filesystem::path& path,
                                                     deck::Reading& reading);

}  // namespace config
