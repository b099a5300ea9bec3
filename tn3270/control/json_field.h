#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace control {

inline constexpr const char* kNothing = "-";

// "client/address" of a row of the API, printable; what is null or missing (another version's
// server) is '-'.
[[nodiscard]] std::string field(const nlohmann::ordered_json& row, const std::string& path);

}  // namespace control
