#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "tn3270/server/admin/backend.h"

namespace server {

// The JSON of one LU, as docs/openapi.json describes it; null where a text is empty.
[[nodiscard]] nlohmann::ordered_json lu_json(const LuView& lu);

// Text of others (device names, certificates) may not be UTF-8: such bytes become U+FFFD.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

}  // namespace server
