#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vtam/acb/json_reader.h"

namespace vtam {

// What is JSON, and what is said of a line that is none: nlohmann's parser has the last word.
// Appends to `nodes`; their texts lie in `texts`.
[[nodiscard]] std::optional<JsonFault> judge_json(std::string_view line,
                                                  std::vector<JsonNode>& nodes, std::string& texts);

}  // namespace vtam
