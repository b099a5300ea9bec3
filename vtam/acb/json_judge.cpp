#include "vtam/acb/json_judge.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/limits.h"

namespace vtam {
namespace {

using Json = nlohmann::json;

// "[json.exception.parse_error.101] parse error at line 1, column 8: syntax error while parsing
// value - invalid literal; last read: 'tru]'": the place is ours to say, and what was read may be
// half of a password.
std::string words_of(std::string_view what) {
  const std::size_t colon = what.find(": ");
  if (colon != std::string_view::npos) {
    what.remove_prefix(colon + 2);
  }
  return std::string(what.substr(0, what.find("; last read")));
}

// Makes nodes of the parser's events. Returning false ends the parse.
class Events final : public nlohmann::json_sax<Json> {
 public:
  Events(std::vector<JsonNode>& nodes, std::string& texts) : nodes_(&nodes), texts_(&texts) {}

  bool null() override {
    add(JsonKind::Null);
    return true;
  }
  bool boolean(bool value) override {
    add(JsonKind::Boolean).truth = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    add(JsonKind::Whole).whole = value;
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
      add(JsonKind::Number);
      return true;
    }
    add(JsonKind::Whole).whole = static_cast<std::int64_t>(value);
    return true;
  }
  bool number_float(number_float_t /*value*/, const string_t& /*digits*/) override {
    add(JsonKind::Number);
    return true;
  }
  bool string(string_t& value) override {
    add(JsonKind::Text).text = keep(value);
    return true;
  }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(JsonKind::Object); }
  bool start_array(std::size_t /*size*/) override { return open(JsonKind::List); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    key_ = keep(value);
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& fault) override {
    fault_ = {position == 0 ? 0 : position - 1, words_of(fault.what())};
    return false;
  }

  [[nodiscard]] JsonFault& fault() { return fault_; }

 private:
  JsonNode& add(JsonKind kind) {
    nodes_->push_back({.key = std::exchange(key_, {}),
                       .next = static_cast<std::uint32_t>(nodes_->size() + 1),
                       .kind = kind});
    return nodes_->back();
  }
  bool open(JsonKind kind) {
    if (open_.size() == config::limits::kJsonDepth) {
      fault_.why = "lists and objects lie in each other more than " +
                   std::to_string(config::limits::kJsonDepth) + " deep";
      return false;
    }
    open_.push_back(static_cast<std::uint32_t>(nodes_->size()));
    add(kind);
    return true;
  }
  bool close() {
    (*nodes_)[open_.back()].next = static_cast<std::uint32_t>(nodes_->size());
    open_.pop_back();
    return true;
  }
  std::string_view keep(const std::string& text) {
    const std::size_t from = texts_->size();
    texts_->append(text);
    return std::string_view(*texts_).substr(from);
  }

  std::vector<JsonNode>* nodes_;
  std::string* texts_;
  std::vector<std::uint32_t> open_;
  std::string_view key_;
  JsonFault fault_{};
};

}  // namespace

std::optional<JsonFault> judge_json(std::string_view line, std::vector<JsonNode>& nodes,
                                    std::string& texts) {
  texts.clear();
  // The parser takes a NUL for the end, and what follows it would not be read.
  if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
    return JsonFault{nul, "a NUL, which no JSON has"};
  }
  texts.reserve(line.size());
  Events events(nodes, texts);
  if (!Json::sax_parse(line.begin(), line.end(), &events)) {
    return std::move(events.fault());
  }
  return std::nullopt;
}

}  // namespace vtam
