#include "tn3270/control/explanations.h"

#include <algorithm>
#include <array>

namespace control {
namespace {

// As the books of messages have them.
constexpr std::array<std::string_view, 7> kHeadings{"Explanation",
                                                    "System action",
                                                    "Operator response",
                                                    "System programmer response",
                                                    "User response",
                                                    "Automation",
                                                    "Example"};
constexpr std::string_view kBegin = "= ";

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::string_view id_of(std::string_view line) {
  line.remove_prefix(kBegin.size());
  return line.substr(0, line.find(' '));
}

// The lines of one entry behind its first.
std::string_view body(std::string_view rest) {
  const std::string_view all = rest;
  std::size_t size = 0;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty() || line.starts_with(kBegin)) {
      break;
    }
    size = all.size() - rest.size();
  }
  return all.substr(0, size);
}

// What stands under a heading, each line indented; empty: nothing.
std::string under(std::string_view heading, std::string_view lines) {
  std::string text;
  bool here = false;
  while (!lines.empty()) {
    std::string_view line = take_line(lines);
    if (line.starts_with(' ')) {
      line.remove_prefix(1);
    } else {
      here = line.starts_with(heading) && line.substr(heading.size()).starts_with(": ");
      line.remove_prefix(here ? heading.size() + 2 : 0);
    }
    if (here) {
      text += "  " + std::string(line) + "\n";
    }
  }
  return text;
}

}  // namespace

std::optional<std::string> explain(std::string_view id) {
  const std::string wanted = upper(id);
  std::string_view rest = explanations_text();
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (!line.starts_with(kBegin) || id_of(line) != wanted) {
      continue;
    }
    std::string text = std::string(line.substr(kBegin.size())) + "\n";
    const std::string_view lines = body(rest);
    for (const std::string_view heading : kHeadings) {
      const std::string said = under(heading, lines);
      text += "\n" + std::string(heading) + "\n" + (said.empty() ? "  Not applicable.\n" : said);
    }
    return text;
  }
  return std::nullopt;
}

std::vector<std::string> explained() {
  std::vector<std::string> ids;
  std::string_view rest = explanations_text();
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.starts_with(kBegin)) {
      ids.emplace_back(id_of(line));
    }
  }
  return ids;
}

}  // namespace control
