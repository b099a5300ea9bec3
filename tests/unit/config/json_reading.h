#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/draft.h"

namespace config {

// A Draft with one JSON file, "site/a.json", read into it.
inline Draft read(std::string_view text) {
  Draft draft;
  draft.config.files = {"site/a.json"};
  read_json(text, 0, "site/a.json", draft);
  return draft;
}

inline std::vector<std::string> lines(const Problems& problems,
                                      const std::vector<std::string>& files) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems.all()) {
    lines.push_back(format(problem, files));
  }
  return lines;
}

// Every finding of the reader as it is printed.
inline std::vector<std::string> findings(std::string_view text) {
  const Draft draft = read(text);
  return lines(draft.problems, draft.config.files);
}

// Every finding of the standard checks on a Config that reads without errors.
inline std::vector<std::string> check_findings(const Config& config) {
  Problems problems;
  for (const Check& check : standard_checks()) {
    check(config, problems);
  }
  return lines(problems, config.files);
}

}  // namespace config
