#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtam {

enum class JsonKind : std::uint8_t {
  Null,
  Boolean,
  Whole,   // an integer that 64 bits hold
  Number,  // any other
  Text,
  List,
  Object
};
[[nodiscard]] const char* text(JsonKind kind);  // "a number", "an object" …

// What is not JSON, at which byte of the line.
struct JsonFault {
  std::size_t offset = 0;
  std::string why{};
};

struct JsonNode {
  std::string_view key{};  // of a member of an object
  std::string_view text{};
  std::int64_t whole = 0;
  std::uint32_t next = 0;  // the node after this value and all that is in it
  JsonKind kind = JsonKind::Null;
  bool truth = false;
};

// A view of one value, valid until its reader reads the next line.
class JsonValue {
 public:
  class Iterator;

  JsonValue(const std::vector<JsonNode>& nodes, std::uint32_t index)
      : nodes_(&nodes), index_(index) {}
  [[nodiscard]] JsonKind kind() const { return node().kind; }
  [[nodiscard]] std::string_view key() const { return node().key; }
  [[nodiscard]] std::string_view text() const { return node().text; }
  [[nodiscard]] std::int64_t whole() const { return node().whole; }
  [[nodiscard]] bool truth() const { return node().truth; }
  // The entries of a list or the members of an object; of anything else none.
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;

 private:
  [[nodiscard]] const JsonNode& node() const { return (*nodes_)[index_]; }

  const std::vector<JsonNode>* nodes_;
  std::uint32_t index_;
};

class JsonValue::Iterator {
 public:
  Iterator(const std::vector<JsonNode>& nodes, std::uint32_t index)
      : nodes_(&nodes), index_(index) {}
  JsonValue operator*() const { return {*nodes_, index_}; }
  Iterator& operator++() {
    index_ = (*nodes_)[index_].next;
    return *this;
  }
  friend bool operator==(const Iterator&, const Iterator&) = default;

 private:
  const std::vector<JsonNode>* nodes_;
  std::uint32_t index_;
};

// One line of JSON (RFC 8259), any value, as nlohmann's parser understands it (json_judge.h).
// Values lie in one flat vector in the order of the text, which costs half of what a tree of them
// does.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  // nullopt: root() is valid until the next read().
  [[nodiscard]] std::optional<JsonFault> read(std::string_view line);
  [[nodiscard]] JsonValue root() const { return {nodes_, 0}; }

 private:
  struct Parser;

  [[nodiscard]] bool parse(std::string_view line);

  std::vector<JsonNode> nodes_;
  std::unique_ptr<Parser> parser_;  // has the texts of what it parses
  // All texts of the judge's nodes, one after another. Never longer than the line, for which room
  // is made before anything points here.
  std::string texts_;
};

}  // namespace vtam
