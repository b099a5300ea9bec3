#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace control {

// Applications as the API describes them, for people: who stands behind each.
[[nodiscard]] std::string application_table(const std::vector<nlohmann::ordered_json>& rows);

}  // namespace control
