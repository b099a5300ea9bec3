#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "tn3270/server/admin/http_message.h"

namespace server {

// Text of others (device names, certificates) may not be UTF-8: such bytes become U+FFFD.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

// A 200.
[[nodiscard]] HttpResponse json_answer(const nlohmann::ordered_json& json);

[[nodiscard]] nlohmann::ordered_json text_or_null(const std::string& text);

}  // namespace server
