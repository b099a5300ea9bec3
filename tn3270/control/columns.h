#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace control {

// Text for a terminal: bytes that could steer one are shown as '?'.
[[nodiscard]] std::string printable(std::string_view text);

// Rows of cells as lines, every column as wide as its widest cell, two blanks between.
[[nodiscard]] std::string columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace control
