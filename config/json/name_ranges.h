#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/names.h"

namespace config::json {

struct ExpandedNames {
  std::vector<LuName> names;
  std::string error;  // not empty: why it stands for no names, and what to write
};

// "T[001-100]" stands for T001 … T100. Both ends are equally wide and count alike: decimal numbers,
// hexadecimal ones with a 0x before them ("T[0x00-0xFF]": T00 … TFF), or letters ("T[AA-ZZ]": TAA,
// TAB … TZZ). Several brackets and lists are allowed: "A,B,T[1-3]", "F[1-2]T[01-99]". At most
// limits::kRangeNames names.
[[nodiscard]] ExpandedNames expand_names(std::string_view text);

}  // namespace config::json
