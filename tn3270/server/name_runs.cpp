#include "tn3270/server/name_runs.h"

#include <cstddef>
#include <utility>

namespace server {
namespace {

// Shorter runs are worth their lines.
constexpr std::size_t kLongestShown = 50;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "T009" -> "T010"; empty if the name has no number or it does not fit its width.
std::string next_name(std::string name) {
  for (auto c = name.rbegin(); c != name.rend() && is_digit(*c); ++c) {
    if (*c != '9') {
      ++*c;
      return name;
    }
    *c = '0';
  }
  return {};
}

std::size_t run_length(const std::vector<NamedCells>& rows, std::size_t first) {
  std::size_t end = first + 1;
  while (end < rows.size() && rows[end].alike == rows[first].alike &&
         rows[end].name == next_name(rows[end - 1].name)) {
    ++end;
  }
  return end - first;
}

std::vector<std::string> cells(std::string name, const NamedCells& row) {
  std::vector<std::string> all{std::move(name)};
  all.insert(all.end(), row.alike.begin(), row.alike.end());
  all.insert(all.end(), row.own.begin(), row.own.end());
  return all;
}

}  // namespace

std::vector<std::vector<std::string>> collapse(const std::vector<NamedCells>& rows) {
  std::vector<std::vector<std::string>> shown;
  for (std::size_t first = 0; first < rows.size();) {
    const std::size_t length = run_length(rows, first);
    const std::size_t last = first + length - 1;
    if (length > kLongestShown) {
      shown.push_back(
          cells(rows[first].name + "-" + rows[last].name + " (" + std::to_string(length) + ")",
                rows[first]));
    } else {
      for (std::size_t i = first; i <= last; ++i) {
        shown.push_back(cells(rows[i].name, rows[i]));
      }
    }
    first = last + 1;
  }
  return shown;
}

}  // namespace server
