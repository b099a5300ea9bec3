#include "tn3270/server/text_table.h"

#include <algorithm>
#include <utility>

#include "config/verify.h"

namespace server {
namespace {

// Characters, not bytes, of UTF-8.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

TextTable::TextTable(std::vector<std::string> headings) : widths_(headings.size()) {
  add(std::move(headings));
}

void TextTable::add(std::vector<std::string> cells) {
  VERIFY(cells.size() == widths_.size(), "a row of a table has a cell for each column");
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (cells[column].empty() && column + 1 < cells.size()) {
      cells[column] = "-";
    }
    widths_[column] = std::max(widths_[column], width(cells[column]));
  }
  rows_.push_back(std::move(cells));
}

std::string TextTable::text() const {
  std::string text;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      line += "  " + row[column];
      line.append(widths_[column] - width(row[column]), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace server
