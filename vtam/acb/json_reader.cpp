#include "vtam/acb/json_reader.h"

#include <array>
#include <charconv>
#include <utility>

#include "config/limits.h"
#include "vtam/acb/json_utf8.h"

namespace vtam {
namespace {

// ASCII that stands for itself in a text.
constexpr std::array<bool, 256> plain_characters() {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x80; ++c) {
    plain[c] = c != '"' && c != '\\';
  }
  return plain;
}
constexpr std::array<bool, 256> kPlain = plain_characters();

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void append_utf8(std::string& out, unsigned point) {
  const auto put = [&out](unsigned byte) { out += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0U | point >> 6U);
    put(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    put(0xE0U | point >> 12U);
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  } else {
    put(0xF0U | point >> 18U);
    put(0x80U | (point >> 12U & 0x3FU));
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  }
}

}  // namespace

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

std::optional<JsonFault> JsonReader::read(std::string_view line) {
  line_ = line;
  at_ = 0;
  fault_ = {};
  nodes_.clear();
  open_.clear();
  key_ = {};
  unescaped_.clear();
  skip_blanks();
  if (!values()) {
    return fault_;
  }
  skip_blanks();
  if (at_ != line_.size()) {
    fail("something follows after the end of the object");
    return fault_;
  }
  return std::nullopt;
}

bool JsonReader::fail(const char* why) {
  fault_ = {at_, why};
  return false;
}

void JsonReader::skip_blanks() {
  while (at_ < line_.size() &&
         (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r' || line_[at_] == '\n')) {
    ++at_;
  }
}

// Lists and objects are kept on a stack of our own: depth costs none of the thread's.
bool JsonReader::values() {
  do {
    if (!value()) {
      return false;
    }
    if (!next_place()) {
      return false;
    }
  } while (!open_.empty());
  return true;
}

// After a value, or after an opening bracket: goes on to where the next value begins, closing what
// ends here.
bool JsonReader::next_place() {
  while (!open_.empty()) {
    const bool object = nodes_[open_.back()].kind == JsonKind::Object;
    const bool first = open_.back() + 1 == nodes_.size();
    skip_blanks();
    if (at(object ? '}' : ']')) {
      ++at_;
      close();
      continue;
    }
    if (!first) {
      if (!at(',')) {
        return fail(object ? "',' or '}' expected" : "',' or ']' expected");
      }
      ++at_;
      skip_blanks();
    }
    return !object || member_key();
  }
  return true;
}

bool JsonReader::member_key() {
  if (!at('"')) {
    return fail("a name in double quotes expected");
  }
  if (!text(key_)) {
    return false;
  }
  skip_blanks();
  if (!at(':')) {
    return fail("':' expected");
  }
  ++at_;
  skip_blanks();
  return true;
}

bool JsonReader::value() {
  if (at_ == line_.size()) {
    return fail("the line ends too early");
  }
  switch (line_[at_]) {
    case '{':
      return open(JsonKind::Object);
    case '[':
      return open(JsonKind::List);
    case '"': {
      JsonNode& node = add(JsonKind::Text);
      return text(node.text);
    }
    case 't':
      return literal("true", JsonKind::Boolean, true);
    case 'f':
      return literal("false", JsonKind::Boolean, false);
    case 'n':
      return literal("null", JsonKind::Null, false);
    default:
      return number();
  }
}

bool JsonReader::open(JsonKind kind) {
  if (open_.size() >= config::limits::kJsonDepth) {
    return fail("too many lists and objects within each other");
  }
  ++at_;
  open_.push_back(static_cast<std::uint32_t>(nodes_.size()));
  add(kind);
  return true;
}

void JsonReader::close() {
  nodes_[open_.back()].next = static_cast<std::uint32_t>(nodes_.size());
  open_.pop_back();
}

JsonNode& JsonReader::add(JsonKind kind) {
  JsonNode& node = nodes_.emplace_back();
  node.key = std::exchange(key_, {});
  node.kind = kind;
  node.next = static_cast<std::uint32_t>(nodes_.size());
  return node;
}

bool JsonReader::literal(std::string_view word, JsonKind kind, bool truth) {
  if (line_.substr(at_, word.size()) != word) {
    return fail("no value; text needs double quotes");
  }
  at_ += word.size();
  add(kind).truth = truth;
  return true;
}

bool JsonReader::digits() {
  const std::size_t from = at_;
  while (at_ < line_.size() && is_digit(line_[at_])) {
    ++at_;
  }
  return at_ != from;
}

bool JsonReader::number() {
  const std::size_t from = at_;
  at_ += at('-') ? 1 : 0;
  const bool zero = at('0');
  const std::size_t first = at_;
  if (!digits()) {
    return fail(at_ == from ? "no value; text needs double quotes" : "a digit expected");
  }
  if (zero && at_ > first + 1) {
    at_ = first + 1;
    return fail("a number does not begin with 0");
  }
  bool whole = true;
  if (at('.')) {
    ++at_;
    whole = false;
    if (!digits()) {
      return fail("a digit expected");
    }
  }
  if (at('e') || at('E')) {
    ++at_;
    whole = false;
    at_ += at('+') || at('-') ? 1 : 0;
    if (!digits()) {
      return fail("a digit expected");
    }
  }
  JsonNode& node = add(JsonKind::Number);
  node.text = line_.substr(from, at_ - from);
  if (whole &&
      std::from_chars(line_.data() + from, line_.data() + at_, node.whole).ec == std::errc()) {
    node.kind = JsonKind::Whole;
  }
  return true;
}

// Over what stands for itself, up to the '"' or '\\' that must come.
bool JsonReader::skip_plain() {
  const std::string_view line = line_;
  std::size_t here = at_;
  while (here < line.size()) {
    const auto c = static_cast<unsigned char>(line[here]);
    if (kPlain[c]) {
      ++here;
      continue;
    }
    if (c == '"' || c == '\\') {
      at_ = here;
      return true;
    }
    const std::size_t size = c < 0x20 ? 0 : utf8_length(line, here);
    if (size == 0) {
      at_ = here;
      return fail(c < 0x20 ? "a control character in a text; write it as \\u00.."
                           : "a text that is not UTF-8");
    }
    here += size;
  }
  at_ = here;
  return fail("the text has no closing '\"'");
}

bool JsonReader::text(std::string_view& into) {
  const std::size_t from = ++at_;
  if (!skip_plain()) {
    return false;
  }
  if (line_[at_] == '\\') {
    return escaped_text(from, into);
  }
  into = line_.substr(from, at_ - from);
  ++at_;
  return true;
}

bool JsonReader::escaped_text(std::size_t from, std::string_view& into) {
  unescaped_.reserve(line_.size());
  const std::size_t begin = unescaped_.size();
  unescaped_.append(line_, from, at_ - from);
  while (line_[at_] == '\\') {
    if (!escape()) {
      return false;
    }
    const std::size_t plain = at_;
    if (!skip_plain()) {
      return false;
    }
    unescaped_.append(line_, plain, at_ - plain);
  }
  into = std::string_view(unescaped_).substr(begin);
  ++at_;
  return true;
}

bool JsonReader::escape() {
  constexpr std::string_view kWritten = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  const char c = at_ + 1 < line_.size() ? line_[at_ + 1] : '\0';
  if (c == 'u') {
    return unicode_escape();
  }
  const std::size_t which = c == '\0' ? std::string_view::npos : kWritten.find(c);
  if (which == std::string_view::npos) {
    return fail("an escape that JSON has not");
  }
  unescaped_ += kMeant[which];
  at_ += 2;
  return true;
}

std::optional<unsigned> JsonReader::hex4() {
  if (line_.size() - at_ < 6 || line_[at_] != '\\' || line_[at_ + 1] != 'u') {
    return std::nullopt;
  }
  unsigned point = 0;
  const char* const first = line_.data() + at_ + 2;
  const auto [end, fault] = std::from_chars(first, first + 4, point, 16);
  if (fault != std::errc() || end != first + 4) {
    return std::nullopt;
  }
  return point;
}

bool JsonReader::unicode_escape() {
  std::optional<unsigned> point = hex4();
  if (!point) {
    return fail("\\u needs four hexadecimal digits");
  }
  const auto surrogate = [](unsigned unit, unsigned first) { return (unit & 0xFC00U) == first; };
  if (surrogate(*point, 0xDC00)) {
    return fail("half a surrogate pair");
  }
  if (surrogate(*point, 0xD800)) {
    at_ += 6;
    const std::optional<unsigned> low = hex4();
    if (!low || !surrogate(*low, 0xDC00)) {
      at_ -= 6;
      return fail("half a surrogate pair");
    }
    point = 0x10000U + ((*point & 0x3FFU) << 10U) + (*low & 0x3FFU);
  }
  append_utf8(unescaped_, *point);
  at_ += 6;
  return true;
}

}  // namespace vtam
