#include "tn3270/server/admin/json_answer.h"

#include <nlohmann/json.hpp>

namespace server {

using Json = nlohmann::ordered_json;

std::string json_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

HttpResponse json_answer(const Json& json) {
  HttpResponse response;
  response.body = json_text(json);
  return response;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

}  // namespace server
