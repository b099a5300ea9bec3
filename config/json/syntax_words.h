#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "config/json/source_walk.h"

namespace config::json {

// Where and why the parser gave up.
struct Refusal {
  std::string reason;  // the library's own words
  Token token;         // the first byte of what it refused
  std::string_view rest;
  std::uint32_t open_line = 0;  // of the innermost bracket that is open; 0 = none
  char open_bracket = 0;
};

struct Complaint {
  Place place;
  std::string text;
};

// The same in words that tell a person what to change.
[[nodiscard]] Complaint complain(const Refusal& refusal);

}  // namespace config::json
