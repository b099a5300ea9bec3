#pragma once

#include <cstddef>
#include <cstdint>
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
  const char* why = "";
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

// One line of JSON (RFC 8259), any value. Values lie in one flat vector in the order of the text
// and texts are views into the line wherever they have no escapes. The thread of the application
// socket reads 40,000 lines a second: the events of nlohmann's parser take 7 us for a screen of
// 1 KB, this reader 2. Tests hold both together.
class JsonReader {
 public:
  // nullopt: root() is valid until the next read(), and as long as `line`.
  [[nodiscard]] std::optional<JsonFault> read(std::string_view line);
  [[nodiscard]] JsonValue root() const { return {nodes_, 0}; }

 private:
  void skip_blanks();
  [[nodiscard]] bool at(char c) const { return at_ < line_.size() && line_[at_] == c; }
  bool fail(const char* why);
  bool value();
  bool values();
  bool next_place();
  bool member_key();
  bool literal(std::string_view word, JsonKind kind, bool truth);
  bool number();
  bool digits();
  bool skip_plain();
  bool text(std::string_view& into);
  bool escaped_text(std::size_t from, std::string_view& into);
  bool escape();
  bool unicode_escape();
  std::optional<unsigned> hex4();
  bool open(JsonKind kind);
  void close();
  JsonNode& add(JsonKind kind);

  std::string_view line_;
  std::size_t at_ = 0;
  JsonFault fault_;
  std::vector<JsonNode> nodes_;
  std::vector<std::uint32_t> open_;
  std::string_view key_;
  // Texts without their escapes, one after another. Never longer than the line, for which room is
  // made before anything points here.
  std::string unescaped_;
};

}  // namespace vtam
