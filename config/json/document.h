#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"

namespace config::json {

enum class Kind : std::uint8_t { Null, Boolean, Number, Text, List, Object };
[[nodiscard]] const char* text(Kind kind);  // "a number", "an object" …

class Value;

// One JSON text whose values know where they were said. Values lie in one flat vector in the order
// of the text, so that 100,000 LUs are one allocation and depth costs no stack.
class Document {
 public:
  // JSON with // and /* */ comments. `source` outlives the document. nullopt: it is not JSON, and
  // `problems` says where and why.
  [[nodiscard]] static std::optional<Document> parse(std::string_view source, std::uint32_t file,
                                                     Problems& problems);
  [[nodiscard]] Value root() const;

 private:
  friend class Value;
  friend class Builder;

  struct Node {
    std::string_view key;   // of a member of an object
    std::string_view text;  // Text: without escapes; Number and Boolean: as written
    std::uint32_t key_line = 0;
    std::uint32_t key_column = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t next = 0;  // the node after this value and all that is in it
    Kind kind = Kind::Null;
  };

  std::uint32_t file_ = 0;
  std::vector<Node> nodes_;
  std::deque<std::string> unescaped_;  // texts that are not in the source as they are
};

// A view of one value; valid as long as its document.
class Value {
 public:
  class Iterator;

  Value(const Document& document, std::uint32_t index) : document_(&document), index_(index) {}

  [[nodiscard]] Kind kind() const { return node().kind; }
  [[nodiscard]] std::string_view text() const { return node().text; }
  [[nodiscard]] bool truth() const { return node().text == "true"; }
  [[nodiscard]] std::string_view key() const { return node().key; }
  [[nodiscard]] Position at() const { return {document_->file_, node().line, node().column}; }
  [[nodiscard]] Position key_at() const {
    return {document_->file_, node().key_line, node().key_column};
  }
  [[nodiscard]] bool has(std::string_view key) const;  // an object with such a member
  // The entries of a list or the members of an object.
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;

 private:
  [[nodiscard]] const Document::Node& node() const { return document_->nodes_[index_]; }

  const Document* document_;
  std::uint32_t index_;
};

class Value::Iterator {
 public:
  Iterator(const Document& document, std::uint32_t index) : document_(&document), index_(index) {}
  Value operator*() const { return {*document_, index_}; }
  Iterator& operator++();
  friend bool operator==(const Iterator&, const Iterator&) = default;

 private:
  const Document* document_;
  std::uint32_t index_;
};

}  // namespace config::json
