#pragma once

#include <filesystem>
#include <string>

namespace server {

// What a file with tokens says, if nobody but its owner, and a group that may read it, can get at
// it.
struct PrivateText {
  std::string text{};
  // Not empty: why it was not read, as words that go on after the file's name.
  std::string fault{};
  bool missing = false;
};
[[nodiscard]] PrivateText read_private_file(const std::filesystem::path& path);

}  // namespace server
