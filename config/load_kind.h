#pragma once

#include <cstdint>
#include <string_view>

namespace config {

enum class FileKind : std::uint8_t {
  Json,
  Cards,  // decks, books, start lists, and other text that may turn out to be none of them
  Empty,
  Ebcdic,  // text that was not converted on its way here
  Binary
};

// By what a file says, never by its name.
[[nodiscard]] FileKind kind_of_file(std::string_view text);

}  // namespace config
