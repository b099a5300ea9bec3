#pragma once

#include <nlohmann/json_fwd.hpp>

#include "tn3270/server/admin/backend.h"

namespace server {

// The JSON of one LU, as docs/openapi.json describes it; null where a text is empty.
[[nodiscard]] nlohmann::ordered_json lu_json(const LuView& lu);

}  // namespace server
