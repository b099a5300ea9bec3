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

bool goes_on(const NamedCells& row, const NamedCells& next) {
  if (next.alike != row.alike || next.name != next_name(row.name)) {
    return false;
  }
  for (std::size_t i = 0; i < row.paired.size(); ++i) {
    if (next.paired[i] != next_name(row.paired[i])) {
      return false;
    }
  }
  return true;
}

std::size_t run_length(const std::vector<NamedCells>& rows, std::size_t first) {
  std::size_t end = first + 1;
  while (end < rows.size() && goes_on(rows[end - 1], rows[end])) {
    ++end;
  }
  return end - first;
}

std::string from_to(const std::string& first, const std::string& last) {
  return first == last ? first : first + "-" + last;
}

// Of a run, or of a single row.
std::vector<std::string> cells(std::string name, const NamedCells& first, const NamedCells& last) {
  std::vector<std::string> all{std::move(name)};
  all.insert(all.end(), first.alike.begin(), first.alike.end());
  for (std::size_t i = 0; i < first.paired.size(); ++i) {
    all.push_back(from_to(first.paired[i], last.paired[i]));
  }
  all.insert(all.end(), first.own.begin(), first.own.end());
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
          cells(from_to(rows[first].name, rows[last].name) + " (" + std::to_string(length) + ")",
                rows[first], rows[last]));
    } else {
      for (std::size_t i = first; i <= last; ++i) {
        shown.push_back(cells(rows[i].name, rows[i], rows[i]));
      }
    }
    first = last + 1;
  }
  return shown;
}

}  // namespace server
