#pragma once

// Screens as an application describes them, and the lines of JSON that they become. Part of the
// C++ client library of tn3270d; include application.hpp.

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tn3270d {

enum class Color { None, Blue, Red, Pink, Green, Turquoise, Yellow, White };
enum class Highlight { None, Blink, Reverse, Underscore };

// Rows and columns count from 1; negative ones from the end.
struct Place {
  int row = 1;
  int column = 1;
};

// Text on a screen. One with a name is typed into, and Input speaks of it. The cell before a field
// is taken by its attribute.
struct Field {
  int row = 1;
  int column = 1;
  std::string text{};  // UTF-8
  std::string name{};
  int length = -1;                     // cells; without: as long as its text
  std::optional<bool> is_protected{};  // without: unless it has a name
  bool numeric = false;
  bool hidden = false;
  bool intense = false;
  bool skip = false;
  bool modified = false;
  Color color = Color::None;
  Color background = Color::None;
  Highlight highlight = Highlight::None;
};

struct Screen {
  std::vector<Field> fields{};
  std::variant<std::monostate, std::string, Place> cursor{};  // a field's name, or a place
  std::string message{};                                      // stands on the last row but one
  Color message_color = Color::None;
  std::string keys{};           // stands on the last row
  std::optional<Place> size{};  // rows and columns that it needs; without: it adapts
};

// Text of JSON, written without a tree in between: an application writes one screen a key.
class JsonText {
 public:
  explicit JsonText(std::string& out) : out_(out) {}

  JsonText& key(std::string_view name) {
    comma();
    string(name);
    out_ += ':';
    fresh_ = true;
    return *this;
  }
  JsonText& open(char bracket) {
    comma();
    out_ += bracket;
    fresh_ = true;
    return *this;
  }
  JsonText& close(char bracket) {
    out_ += bracket;
    fresh_ = false;
    return *this;
  }
  JsonText& value(std::string_view text) {
    comma();
    string(text);
    return *this;
  }
  JsonText& value(long long number) {
    comma();
    char digits[24];
    out_.append(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
    return *this;
  }
  JsonText& raw(std::string_view json) {
    comma();
    out_ += json;
    return *this;
  }
  JsonText& text(std::string_view name, std::string_view text_of_it) {
    return text_of_it.empty() ? *this : key(name).value(text_of_it);
  }
  JsonText& flag(std::string_view name, bool on) { return on ? key(name).raw("true") : *this; }

 private:
  void comma() {
    if (!fresh_) {
      out_ += ',';
    }
    fresh_ = false;
  }
  void string(std::string_view text) {
    out_ += '"';
    while (true) {
      const auto special = std::find_if(text.begin(), text.end(), needs_escape);
      const auto plain = static_cast<std::size_t>(special - text.begin());
      out_.append(text.data(), plain);
      if (plain == text.size()) {
        break;
      }
      escape(text[plain]);
      text.remove_prefix(plain + 1);
    }
    out_ += '"';
  }
  static bool needs_escape(char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20U;
  }
  void escape(char c) {
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
      return;
    }
    const char* const digits = "0123456789abcdef";
    out_ += "\\u00";
    out_ += digits[static_cast<unsigned char>(c) >> 4U];
    out_ += digits[static_cast<unsigned char>(c) & 15U];
  }

  std::string& out_;
  bool fresh_ = true;
};

inline std::string_view word(Color color) {
  switch (color) {
    case Color::Blue:
      return "blue";
    case Color::Red:
      return "red";
    case Color::Pink:
      return "pink";
    case Color::Green:
      return "green";
    case Color::Turquoise:
      return "turquoise";
    case Color::Yellow:
      return "yellow";
    case Color::White:
      return "white";
    case Color::None:
      break;
  }
  return {};
}

inline std::string_view word(Highlight highlight) {
  switch (highlight) {
    case Highlight::Blink:
      return "blink";
    case Highlight::Reverse:
      return "reverse";
    case Highlight::Underscore:
      return "underscore";
    case Highlight::None:
      break;
  }
  return {};
}

inline void write(JsonText& json, const Place& place, std::string_view row,
                  std::string_view column) {
  json.open('{').key(row).value(place.row).key(column).value(place.column).close('}');
}

inline void write(JsonText& json, const Field& field) {
  json.open('{').key("row").value(field.row).key("column").value(field.column);
  json.text("text", field.text).text("name", field.name);
  if (field.length >= 0) {
    json.key("length").value(field.length);
  }
  if (field.is_protected) {
    json.key("protected").raw(*field.is_protected ? "true" : "false");
  }
  json.flag("numeric", field.numeric).flag("hidden", field.hidden).flag("intense", field.intense);
  json.flag("skip", field.skip).flag("modified", field.modified);
  json.text("color", word(field.color)).text("background", word(field.background));
  json.text("highlight", word(field.highlight)).close('}');
}

inline void write(JsonText& json, const Screen& screen) {
  json.open('{').key("fields").open('[');
  for (const Field& field : screen.fields) {
    write(json, field);
  }
  json.close(']');
  if (const auto* name = std::get_if<std::string>(&screen.cursor)) {
    json.key("cursor").value(*name);
  } else if (const auto* place = std::get_if<Place>(&screen.cursor)) {
    write(json.key("cursor"), *place, "row", "column");
  }
  if (!screen.message.empty()) {
    json.key("message").open('{').key("text").value(screen.message);
    json.text("color", word(screen.message_color)).close('}');
  }
  json.text("keys", screen.keys);
  if (screen.size) {
    write(json.key("size"), *screen.size, "rows", "columns");
  }
  json.close('}');
}

}  // namespace tn3270d
