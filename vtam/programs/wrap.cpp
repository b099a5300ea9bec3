#include "vtam/programs/wrap.h"

#include <algorithm>

#include "tn3270/datastream/utf8.h"

namespace vtam {
namespace {

// How many bytes of `text` the next line takes: up to the last blank that keeps it within `width`
// characters, else as many characters as fit.
std::size_t line_bytes(std::string_view text, std::size_t width) {
  std::string_view rest = text;
  std::size_t after_word = 0;
  for (std::size_t count = 0; count < width && !rest.empty(); ++count) {
    if (rest.front() == ' ') {
      after_word = text.size() - rest.size();
    }
    static_cast<void>(tn3270::take_character(rest));
  }
  const bool all_or_whole_word = rest.empty() || rest.front() == ' ';
  return all_or_whole_word || after_word == 0 ? text.size() - rest.size() : after_word;
}

std::string_view without_leading_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::string_view without_trailing_blanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

std::vector<std::string_view> wrap(std::string_view sentence, std::size_t width, std::size_t most) {
  std::vector<std::string_view> lines;
  std::string_view rest = without_leading_blanks(sentence);
  while (width > 0 && lines.size() < most && !rest.empty()) {
    const std::size_t bytes = line_bytes(rest, width);
    lines.push_back(without_trailing_blanks(rest.substr(0, bytes)));
    rest = without_leading_blanks(rest.substr(bytes));
  }
  return lines;
}

std::string cut(std::string_view text, std::size_t width) {
  constexpr std::string_view kMark = "...";
  std::string_view rest = text;
  std::size_t kept = 0;  // bytes in front of the mark
  for (std::size_t count = 0; count < width && !rest.empty(); ++count) {
    static_cast<void>(tn3270::take_character(rest));
    if (count + kMark.size() < width) {
      kept = text.size() - rest.size();
    }
  }
  return rest.empty() ? std::string(text)
                      : std::string(text.substr(0, kept)) + std::string(kMark.substr(0, width));
}

}  // namespace vtam
