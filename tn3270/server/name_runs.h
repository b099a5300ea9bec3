#pragma once

#include <string>
#include <vector>

namespace server {

// A row of a table of names.
struct NamedCells {
  std::string name;
  std::vector<std::string> alike;     // what must be the same in one run
  std::vector<std::string> paired{};  // names that count up with `name`, or are empty with it
  std::vector<std::string> own;       // of a run, its first row's is shown
};

// The cells of each row: name, alike, paired, own. More than 50 rows in a row that are alike and
// whose names count up by one ("T001", "T002" …) become one: "T001-T100 (100)".
[[nodiscard]] std::vector<std::vector<std::string>> collapse(const std::vector<NamedCells>& rows);

}  // namespace server
