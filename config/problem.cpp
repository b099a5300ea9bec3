#include "config/problem.h"

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

}  // namespace

void Problems::error(Position at, std::string text) {
  all_.push_back({Severity::Error, at, std::move(text)});
  ++errors_;
}

void Problems::warning(Position at, std::string text) {
  all_.push_back({Severity::Warning, at, std::move(text)});
}

void Problems::note(Position at, std::string text) {
  all_.push_back({Severity::Note, at, std::move(text)});
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
