#include "tn3270/control/application_text.h"

#include <nlohmann/json.hpp>

#include "tn3270/control/columns.h"
#include "tn3270/control/json_field.h"

namespace control {

std::string application_table(const std::vector<nlohmann::ordered_json>& rows) {
  std::vector<std::vector<std::string>> table{
      {"APPL", "TYPE", "STATE", "SESSIONS", "QUEUED", "PROGRAM", "PEER", "SINCE"}};
  for (const auto& row : rows) {
    table.push_back({field(row, "name"), field(row, "type"), field(row, "state"),
                     field(row, "sessions"), field(row, "queued"), field(row, "program/name"),
                     field(row, "program/peer"), field(row, "program/since")});
  }
  return columns(table);
}

}  // namespace control
