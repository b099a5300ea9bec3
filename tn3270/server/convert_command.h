#pragma once

#include <filesystem>
#include <iosfwd>

#include "config/settings.h"

namespace server {

// Writes `config` as one JSON configuration to `output`, a file that does not exist yet, or to
// `out` if it is empty. What is left for its owner to do is said on `err`, too. Returns the exit
// status.
[[nodiscard]] int convert_configuration(const config::Config& config,
                                        const std::filesystem::path& output, std::ostream& out,
                                        std::ostream& err);

}  // namespace server
