#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <variant>

namespace server {

// The bytes of a file; of a type of its own, since what is wrong is a text too.
struct FileText {
  std::string text;
};

// A whole file of at most limits::kPemFileBytes, or what is wrong with it and what to do, to go
// after its name: "is a directory; name the file in it". Waits for nothing.
[[nodiscard]] std::variant<FileText, std::string> read_small_file(const std::string& path);

// Writes a file that appears whole or not at all, and takes the place of one that is there. Empty,
// or what is wrong and what to do, to go after its name.
[[nodiscard]] std::string write_small_file(const std::string& path, std::string_view text,
                                           mode_t mode);

}  // namespace server
