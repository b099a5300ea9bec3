#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace server {

// Rows of plain text in aligned columns, two blanks between them and two before the first.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> headings);
  // As many cells as there are headings. An empty cell is shown as '-', except in the last column.
  void add(std::vector<std::string> cells);
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

}  // namespace server
