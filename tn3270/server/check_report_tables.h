#pragma once

#include <string>

#include "config/settings.h"

// The tables of a check that tell what the settings say, apart from LUs and APPLs; each is empty
// where nothing is said.
namespace server {

// "demo.json:12".
[[nodiscard]] std::string place(config::Position at, const config::Config& config);

// Every group that is described or that a LU names.
[[nodiscard]] std::string group_table(const config::Config& config);
// The rules of each partition in the order in which they count (config::MapRule).
[[nodiscard]] std::string mapping_table(const config::Config& config);
// Major nodes and whether the start list has them.
[[nodiscard]] std::string node_table(const config::Config& config);
// Logmodes that are not built in.
[[nodiscard]] std::string logmode_table(const config::Config& config);

}  // namespace server
