#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace control {

// LUs as the API describes them, for people. A field that is null or missing (another version's
// server) is shown as '-'.
[[nodiscard]] std::string lu_table(const std::vector<nlohmann::ordered_json>& lus);
// One LU, a field a line.
[[nodiscard]] std::string lu_details(const nlohmann::ordered_json& lu);

}  // namespace control
