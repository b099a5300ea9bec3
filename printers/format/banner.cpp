#include "printers/format/banner.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "tn3270/datastream/utf8.h"

namespace printers {
namespace {

constexpr std::size_t kAbove = 3;  // blank lines
constexpr std::size_t kLeft = 8;   // blank columns, where there is room

Line line_of(std::string_view text, std::size_t columns) {
  Line line;
  line.glyphs.resize(std::min(kLeft, columns / 10));
  while (!text.empty() && line.glyphs.size() < columns) {
    const char32_t character = tn3270::take_character(text);
    line.glyphs.push_back({tn3270::is_control(character) ? U' ' : character, {true, false}});
  }
  return line;
}

}  // namespace

Page banner_page(const JobTitle& title, const config::FormatSettings& settings) {
  const std::size_t columns = std::max<std::size_t>(settings.columns, 1);
  Page page;
  page.columns = settings.columns;
  page.end = PageEnd::FormFeed;
  page.lines.resize(kAbove);
  const auto row = [&page, columns](std::string_view name, const std::string& value) {
    if (!value.empty()) {
      page.lines.push_back(line_of(std::string(name) + value, columns));
      page.lines.emplace_back();
    }
  };
  row("Job          ", std::to_string(title.id));
  row("Name         ", title.name);
  row("Printer      ", title.printer);
  row("Application  ", title.application);
  row("Submitted by ", title.submitter);
  row("At           ", title.created);
  return page;
}

}  // namespace printers
