#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "vtam/operator/command.h"

// How VTAM lays its messages out.
namespace vtam {

[[nodiscard]] std::string padded(std::string text, std::size_t width);
// "0000000012", as in ACTIVE SESSIONS =
[[nodiscard]] std::string ten_digits(std::size_t number);
// "T001     ACT/S" three to a line.
void say_names(OperatorMessages& messages, const char* id, const std::vector<std::string>& names);

// How many of `all` rows a display shows.
[[nodiscard]] std::size_t shown(const Display& display, std::size_t all);
// What follows rows that were cut.
void say_cut(OperatorMessages& messages, std::size_t rows, std::size_t all);

}  // namespace vtam
