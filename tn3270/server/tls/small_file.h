#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "config/limits.h"

namespace server {

// The bytes of a file; of a type of its own, since what is wrong is a text too.
struct FileText {
  std::string text;
  mode_t mode = 0;  // its permissions
};

// A whole file of at most `most` bytes, or what is wrong with it and what to do, to go after its
// name: "is a directory; name the file in it". Waits for nothing.
[[nodiscard]] std::variant<FileText, std::string> read_small_file(
    const std::string& path, std::size_t most = config::limits::kPemFileBytes);

// Writes a file that appears whole or not at all, and takes the place of one that is there. Empty,
// or what is wrong and what to do, to go after its name.
[[nodiscard]] std::string write_small_file(const std::string& path, std::string_view text,
                                           mode_t mode);

}  // namespace server
