#include <nlohmann/json.hpp>
#include <string>

#include "config/convert/sections.h"

namespace config::convert {
namespace {

constexpr std::size_t kColumns = 100;

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string on_one_line(const Json& value) {
  if (!value.is_structured()) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  std::string text;
  for (const auto& [key, member] : value.items()) {
    text += text.empty() ? "" : ", ";
    text += value.is_object() ? quoted(key) + ": " : "";
    text += on_one_line(member);
  }
  return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

// `used` columns of the line are taken, `depth` brackets are open.
// NOLINTNEXTLINE(misc-no-recursion): as deep as our own sections
void add(const Json& value, std::size_t used, std::size_t depth, std::string& text) {
  const std::string line = on_one_line(value);
  const bool fits = depth > 0 && used + line.size() < kColumns;
  if (fits || !value.is_structured() || value.empty()) {
    text += line;
    return;
  }
  const std::string indent((depth + 1) * 2, ' ');
  text += value.is_object() ? "{" : "[";
  bool first = true;
  for (const auto& [key, member] : value.items()) {
    text += first ? "\n" : ",\n";
    first = false;
    const std::string label = value.is_object() ? quoted(key) + ": " : "";
    text += indent + label;
    add(member, indent.size() + label.size(), depth + 1, text);
  }
  text += "\n" + std::string(depth * 2, ' ') + (value.is_object() ? "}" : "]");
}

}  // namespace

std::string layout(const Json& object) {
  std::string text;
  add(object, 0, 0, text);
  return text + "\n";
}

}  // namespace config::convert
