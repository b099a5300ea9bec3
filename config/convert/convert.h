#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/settings.h"

namespace config {

struct Converted {
  std::string text;                  // one JSON configuration with comments
  std::vector<std::string> remarks;  // what its owner has to do; also in the comments
  bool secret = false;               // it holds passwords
};

// Everything that `config` says as one JSON file, which loads to the same tables. Names, includes,
// HOST cards and stacks are resolved already, so they are not in it. Passwords of FTP decks have no
// place in JSON: each becomes a "password_file" beside it, and a remark says which. `folder` is
// where the file will lie: paths are written relative to it, or as they are if it is empty.
[[nodiscard]] Converted to_json(const Config& config, const std::filesystem::path& folder);

}  // namespace config
