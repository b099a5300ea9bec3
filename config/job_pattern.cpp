#include "config/job_pattern.h"

#include <algorithm>
#include <array>
#include <vector>

#include "config/nearest.h"

namespace config {
namespace {

constexpr std::array kWords = {std::string_view("lu"),       std::string_view("job"),
                               std::string_view("date"),     std::string_view("time"),
                               std::string_view("sequence"), std::string_view("application")};
// Only these are another for each job of one day.
constexpr std::array kDiffering = {std::string_view("{job}"), std::string_view("{time}"),
                                   std::string_view("{sequence}")};
constexpr std::array kOfOneLu = {std::string_view("{lu}"), std::string_view("{job}")};

std::string known() {
  std::string all;
  for (const std::string_view word : kWords) {
    all += (all.empty() ? "{" : ", {") + std::string(word) + "}";
  }
  return all;
}

template <std::size_t N>
bool has_any(std::string_view pattern, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [pattern](std::string_view word) {
    return pattern.find(word) != std::string_view::npos;
  });
}

}  // namespace

std::string pattern_fault(std::string_view pattern) {
  for (std::size_t open = pattern.find_first_of("{}"); open != std::string_view::npos;
       open = pattern.find_first_of("{}")) {
    const std::size_t close = pattern.find('}', open);
    if (pattern[open] == '}' || close == std::string_view::npos) {
      return "has a brace without its partner; braces stand around one of " + known();
    }
    const std::string_view word = pattern.substr(open + 1, close - open - 1);
    if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) {
      const std::vector<std::string_view> words(kWords.begin(), kWords.end());
      return "has {" + std::string(word) + "}, which stands for nothing" +
             did_you_mean(word, words) + "; there are " + known();
    }
    pattern.remove_prefix(close + 1);
  }
  return {};
}

bool differs_by_job(std::string_view pattern) {
  return has_any(pattern, kDiffering);
}

bool differs_by_lu(std::string_view pattern) {
  return has_any(pattern, kOfOneLu);
}

}  // namespace config
