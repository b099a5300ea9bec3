#include "tests/unit/vtam_acb/two_readings.h"

#include <optional>
#include <vector>

#include "vtam/acb/json_judge.h"

namespace vtam {
namespace {

void tell(JsonValue value, std::string& out) {
  out.append(value.key()) += ": ";
  out += text(value.kind());
  switch (value.kind()) {
    case JsonKind::Null:
      break;
    case JsonKind::Boolean:
      out += value.truth() ? " true" : " false";
      break;
    case JsonKind::Whole:
      out += ' ' + std::to_string(value.whole());
      break;
    case JsonKind::Number:
      out += " that is not whole";
      break;
    case JsonKind::Text:
      out.append(" \"").append(value.text()) += '"';
      break;
    case JsonKind::List:
    case JsonKind::Object:
      out += " (";
      for (const JsonValue inner : value) {
        tell(inner, out);
      }
      out += ')';
      break;
  }
  out += '\n';
}

std::string told(const std::optional<JsonFault>& fault, JsonValue root) {
  if (fault) {
    return "byte " + std::to_string(fault->offset) + ": " + fault->why;
  }
  std::string all;
  tell(root, all);
  return all;
}

}  // namespace

TwoReadings read_twice(JsonReader& reader, std::string_view line) {
  const auto fault = reader.read(line);
  std::vector<JsonNode> nodes;
  std::string texts;
  const auto judged = judge_json(line, nodes, texts);
  return {told(fault, reader.root()), told(judged, {nodes, 0})};
}

}  // namespace vtam
