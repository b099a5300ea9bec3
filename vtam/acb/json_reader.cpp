#include "vtam/acb/json_reader.h"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <utility>

#include "config/limits.h"
#include "vtam/acb/json_judge.h"

namespace vtam {
namespace {

using config::limits::kJsonDepth;
using simdjson::dom::element;
using simdjson::dom::element_type;

// Parsing takes 14 times the length of a line, its nodes up to 30 times. What a longer line than
// this has taken is given back.
constexpr std::size_t kKept = 64U << 10U;

// Makes nodes of what has been parsed. False: lists and objects lie in each other too deep.
class Flattening {
 public:
  explicit Flattening(std::vector<JsonNode>& nodes) : nodes_(&nodes) {}

  [[nodiscard]] bool add(std::string_view key, element value, std::size_t depth = 0) {
    const auto at = nodes_->size();
    JsonNode& node = nodes_->emplace_back();
    node.key = key;
    switch (value.type()) {
      case element_type::OBJECT:
        node.kind = JsonKind::Object;
        return depth < kJsonDepth && add_members(value.get_object().value_unsafe(), depth + 1) &&
               close(at);
      case element_type::ARRAY:
        node.kind = JsonKind::List;
        return depth < kJsonDepth && add_entries(value.get_array().value_unsafe(), depth + 1) &&
               close(at);
      case element_type::STRING:
        node.kind = JsonKind::Text;
        node.text = value.get_string().value_unsafe();
        break;
      case element_type::INT64:
        node.kind = JsonKind::Whole;
        node.whole = value.get_int64().value_unsafe();
        break;
      case element_type::UINT64:  // what INT64 has no room for
      case element_type::DOUBLE:
        node.kind = JsonKind::Number;
        break;
      case element_type::BOOL:
        node.kind = JsonKind::Boolean;
        node.truth = value.get_bool().value_unsafe();
        break;
      case element_type::NULL_VALUE:
        break;
    }
    return close(at);
  }

 private:
  [[nodiscard]] bool add_members(simdjson::dom::object object, std::size_t depth) {
    for (const auto member : object) {
      if (!add(member.key, member.value, depth)) {
        return false;
      }
    }
    return true;
  }
  [[nodiscard]] bool add_entries(simdjson::dom::array list, std::size_t depth) {
    for (const element entry : list) {
      if (!add({}, entry, depth)) {
        return false;
      }
    }
    return true;
  }
  [[nodiscard]] bool close(std::size_t at) {
    (*nodes_)[at].next = static_cast<std::uint32_t>(nodes_->size());
    return true;
  }

  std::vector<JsonNode>* nodes_;
};

}  // namespace

struct JsonReader::Parser {
  simdjson::dom::parser simd{};
};

const char* text(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Boolean:
      return "true or false";
    case JsonKind::Whole:
    case JsonKind::Number:
      return "a number";
    case JsonKind::Text:
      return "text";
    case JsonKind::List:
      return "a list";
    case JsonKind::Object:
      return "an object";
  }
  return "?";
}

JsonValue::Iterator JsonValue::begin() const {
  return {*nodes_, index_ + 1};
}

JsonValue::Iterator JsonValue::end() const {
  return {*nodes_, node().next};
}

JsonReader::JsonReader() : parser_(std::make_unique<Parser>()) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

// Most lines are JSON, and simdjson finds that out in a tenth of the time.
bool JsonReader::parse(std::string_view line) {
  if (line.find('\0') != std::string_view::npos) {
    return false;
  }
  const auto parsed = parser_->simd.parse(line.data(), line.size());
  return parsed.error() == simdjson::SUCCESS && Flattening(nodes_).add({}, parsed.value_unsafe());
}

std::optional<JsonFault> JsonReader::read(std::string_view line) {
  if (parser_->simd.capacity() > kKept && line.size() <= kKept) {
    *this = JsonReader();
  }
  nodes_.clear();
  if (parse(line)) {
    return std::nullopt;
  }
  nodes_.clear();
  return judge_json(line, nodes_, texts_);
}

}  // namespace vtam
