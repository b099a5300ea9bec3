#pragma once

#include <string>
#include <string_view>

#include "vtam/acb/json_reader.h"

namespace vtam {

// All that there is to know of a line, or what is wrong with it: by the reader, and by its judge.
struct TwoReadings {
  std::string reader;
  std::string judge;
};
[[nodiscard]] TwoReadings read_twice(JsonReader& reader, std::string_view line);

}  // namespace vtam
