#include "config/json/document.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/json/source_walk.h"
#include "config/json/syntax_words.h"
#include "config/limits.h"

namespace config::json {

// Receives the parser's events and lays the nodes down. Every event ends with true: go on.
class Builder {
 public:
  Builder(std::string_view source, Document& document, Problems& problems)
      : source_(source), walk_(source), document_(document), problems_(problems) {}

  bool null() { return literal(Kind::Null, 4); }
  bool boolean(bool truth) { return literal(Kind::Boolean, truth ? 4 : 5); }
  bool number_integer(std::int64_t /*value*/) { return number(); }
  bool number_unsigned(std::uint64_t /*value*/) { return number(); }
  bool number_float(double /*value*/, const std::string& /*raw*/) { return number(); }
  bool binary(const nlohmann::json::binary_t& /*value*/) { return false; }

  bool string(std::string& value) {
    const Token token = walk_.text();
    add(Kind::Text, token.place).text = keep(token, value);
    return true;
  }
  bool key(std::string& value) {
    const Token token = walk_.text();
    key_ = keep(token, value);
    key_place_ = token.place;
    return true;
  }

  bool start_object(std::size_t /*size*/) { return open(Kind::Object); }
  bool start_array(std::size_t /*size*/) { return open(Kind::List); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t consumed, const std::string& /*token*/,
                   const nlohmann::detail::exception& reason) {
    Refusal refusal;
    refusal.reason = reason.what();
    refusal.token = walk_.refused(consumed);
    refusal.rest = source_.substr(std::min(refusal.token.offset, source_.size()));
    if (!open_.empty()) {
      const Document::Node& inner = document_.nodes_[open_.back()];
      refusal.open_line = inner.line;
      refusal.open_bracket = inner.kind == Kind::Object ? '{' : '[';
    }
    report(refusal);
    return false;
  }

 private:
  bool literal(Kind kind, std::size_t size) {
    const Token token = walk_.fixed(size);
    add(kind, token.place).text = token.raw;
    return true;
  }

  bool number() {
    const Token token = walk_.number();
    add(Kind::Number, token.place).text = token.raw;
    return true;
  }

  bool open(Kind kind) {
    const Token token = walk_.fixed(1);
    if (open_.size() >= limits::kJsonDepth) {
      problems_.error({document_.file_, token.place.line, token.place.column},
                      "more than " + std::to_string(limits::kJsonDepth) +
                          " lists and objects within each other; no configuration is that deep");
      return false;
    }
    add(kind, token.place);
    open_.push_back(static_cast<std::uint32_t>(document_.nodes_.size() - 1));
    return true;
  }

  bool close() {
    static_cast<void>(walk_.fixed(1));
    document_.nodes_[open_.back()].next = static_cast<std::uint32_t>(document_.nodes_.size());
    open_.pop_back();
    return true;
  }

  Document::Node& add(Kind kind, Place place) {
    Document::Node& node = document_.nodes_.emplace_back();
    node.key = std::exchange(key_, {});
    node.key_line = key_place_.line;
    node.key_column = key_place_.column;
    node.line = place.line;
    node.column = place.column;
    node.next = static_cast<std::uint32_t>(document_.nodes_.size());
    node.kind = kind;
    return node;
  }

  // Without escapes the source itself holds the text.
  std::string_view keep(const Token& token, std::string& value) {
    if (token.raw.size() == value.size() + 2) {
      return token.raw.substr(1, value.size());
    }
    return document_.unescaped_.emplace_back(std::move(value));
  }

  void report(const Refusal& refusal) {
    const Complaint complaint = complain(refusal);
    problems_.error({document_.file_, complaint.place.line, complaint.place.column},
                    complaint.text);
  }

  std::string_view source_;
  SourceWalk walk_;
  Document& document_;
  Problems& problems_;
  std::string_view key_;
  Place key_place_;
  std::vector<std::uint32_t> open_;
};

std::optional<Document> Document::parse(std::string_view source, std::uint32_t file,
                                        Problems& problems) {
  // The parser takes a NUL for the end and would not see what follows.
  if (const std::size_t nul = source.find('\0'); nul != std::string_view::npos) {
    const Place place = place_of(source, nul);
    problems.error({file, place.line, place.column},
                   "a byte 00 in the text; is this really a text file?");
    return std::nullopt;
  }
  std::optional<Document> document(std::in_place);
  document->file_ = file;
  Builder builder(source, *document, problems);
  const bool good =
      nlohmann::json::sax_parse(source, &builder, nlohmann::json::input_format_t::json, true, true);
  if (!good) {
    return std::nullopt;
  }
  return document;
}

Value Document::root() const {
  return {*this, 0};
}

bool Value::has(std::string_view key) const {
  for (const Value member : *this) {
    if (member.key() == key) {
      return true;
    }
  }
  return false;
}

Value::Iterator Value::begin() const {
  return {*document_, index_ + 1};
}

Value::Iterator Value::end() const {
  const bool holds_values = kind() == Kind::List || kind() == Kind::Object;
  return {*document_, holds_values ? node().next : index_ + 1};
}

Value::Iterator& Value::Iterator::operator++() {
  index_ = document_->nodes_[index_].next;
  return *this;
}

const char* text(Kind kind) {
  switch (kind) {
    case Kind::Null:
      return "null";
    case Kind::Boolean:
      return "true or false";
    case Kind::Number:
      return "a number";
    case Kind::Text:
      return "text";
    case Kind::List:
      return "a list";
    case Kind::Object:
      return "an object";
  }
  return "?";
}

}  // namespace config::json
