#include "config/problem.h"

#include <algorithm>

namespace config {
namespace {

const char* word(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "?";
}

// Texts quote what a file says, and a file may say anything: a terminal must not act on it.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
      },
      '?');
  return text;
}

}  // namespace

void Problems::error(Position at, std::string text) {
  all_.push_back({Severity::Error, at, one_line(std::move(text))});
  ++errors_;
}

void Problems::warning(Position at, std::string text) {
  all_.push_back({Severity::Warning, at, one_line(std::move(text))});
}

void Problems::note(Position at, std::string text) {
  all_.push_back({Severity::Note, at, one_line(std::move(text))});
}

std::string format(Position at, const std::vector<std::string>& files) {
  std::string text = at.file < files.size() ? files[at.file] : "?";
  if (at.line > 0) {
    text += ":" + std::to_string(at.line);
    if (at.column > 0) {
      text += ":" + std::to_string(at.column);
    }
  }
  return text;
}

std::string format(const Problem& problem, const std::vector<std::string>& files) {
  return format(problem.at, files) + ": " + word(problem.severity) + ": " + problem.text;
}

}  // namespace config
