#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/admin/backend.h"
#include "tn3270/server/admin/page_query.h"

namespace server {

// The JSON of one application, as docs/openapi.json describes it; null where a text is empty.
[[nodiscard]] nlohmann::ordered_json application_json(const ApplicationView& application);

// One page, by ?limit= and ?after=; a fault in words.
[[nodiscard]] std::variant<nlohmann::ordered_json, QueryFault> application_page(
    const std::vector<ApplicationView>& applications,
    const std::map<std::string, std::string>& parameters);

}  // namespace server
