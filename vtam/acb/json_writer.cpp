#include "vtam/acb/json_writer.h"

#include <utility>

#include "vtam/acb/json_utf8.h"

namespace vtam {
namespace {

void append_escape(std::string& out, unsigned char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kDigits[c >> 4U];
      out += kDigits[c & 0x0FU];
  }
}

bool stands_for_itself(unsigned char c) {
  return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  std::size_t done = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (stands_for_itself(c)) {
      ++at;
      continue;
    }
    const std::size_t size = c < 0x80 ? 0 : utf8_length(text, at);
    if (size != 0) {
      at += size;
      continue;
    }
    out.append(text, done, at - done);
    if (c < 0x80) {
      append_escape(out, c);
    } else {
      out += "\xEF\xBF\xBD";
    }
    done = ++at;
  }
  out.append(text, done);
  out += '"';
}

JsonLine::JsonLine(std::string_view type) {
  out_.reserve(160);
  out_ += "{\"type\":\"";
  out_ += type;
  out_ += '"';
}

void JsonLine::comma() {
  if (out_.back() != '{' && out_.back() != '[') {
    out_ += ',';
  }
}

void JsonLine::begin(std::string_view name) {
  comma();
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

JsonLine& JsonLine::text(std::string_view name, std::string_view value) {
  begin(name);
  append_json_text(out_, value);
  return *this;
}

JsonLine& JsonLine::number(std::string_view name, std::int64_t value) {
  begin(name);
  out_ += std::to_string(value);
  return *this;
}

JsonLine& JsonLine::flag(std::string_view name, bool value) {
  begin(name);
  out_ += value ? "true" : "false";
  return *this;
}

JsonLine& JsonLine::json(std::string_view name, std::string_view value) {
  begin(name);
  out_ += value;
  return *this;
}

JsonLine& JsonLine::text_if(std::string_view name, std::string_view value) {
  return value.empty() ? *this : text(name, value);
}

JsonLine& JsonLine::json_if(std::string_view name, std::string_view value) {
  return value.empty() ? *this : json(name, value);
}

JsonLine& JsonLine::object(std::string_view name) {
  begin(name);
  out_ += '{';
  return *this;
}

JsonLine& JsonLine::list(std::string_view name) {
  begin(name);
  out_ += '[';
  return *this;
}

JsonLine& JsonLine::entry() {
  comma();
  out_ += '{';
  return *this;
}

JsonLine& JsonLine::end() {
  out_ += '}';
  return *this;
}

JsonLine& JsonLine::end_list() {
  out_ += ']';
  return *this;
}

JsonLine& JsonLine::named(std::string_view name, std::string_view value) {
  comma();
  append_json_text(out_, name);
  out_ += ':';
  append_json_text(out_, value);
  return *this;
}

std::string JsonLine::done() && {
  out_ += '}';
  return std::move(out_);
}

}  // namespace vtam
