#include "tn3270/control/json_field.h"

#include <nlohmann/json.hpp>

#include "tn3270/control/columns.h"

namespace control {

using Json = nlohmann::ordered_json;

std::string field(const Json& row, const std::string& path) {
  const Json::json_pointer at("/" + path);
  if (!row.contains(at) || row.at(at).is_null()) {
    return kNothing;
  }
  const auto& value = row.at(at);
  return printable(value.is_string() ? value.get<std::string>()
                                     : value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace control
