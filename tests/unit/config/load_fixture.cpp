#include "tests/unit/config/load_fixture.h"

#include <utility>

namespace config {
namespace {

std::optional<std::string> known_hosts(const std::string& name) {
  if (name == "VSEC01") {
    return "127.0.0.1";
  }
  return name == "VSEC02" ? std::optional<std::string>("::1") : std::nullopt;
}

}  // namespace

TestFiles& TestFiles::add(const std::string& path, std::string text) {
  files_[path] = std::move(text);
  return *this;
}

Loaded TestFiles::load(const std::vector<std::filesystem::path>& paths, LoadOptions options) const {
  options.files = [this](const std::filesystem::path& path) -> std::optional<std::string> {
    const auto file = files_.find(path);
    return file == files_.end() ? std::nullopt : std::optional(file->second);
  };
  if (!options.resolver) {
    options.resolver = known_hosts;
  }
  return config::load(paths, options);
}

Loaded load_deck(std::string text, LoadOptions options) {
  return TestFiles().add("deck", std::move(text)).load({"deck"}, std::move(options));
}

Loaded load_book(std::string text) {
  return TestFiles()
      .add("deck", "ID 44\nOPEN 127.0.0.1 1023\nAPPLID A A\nTERMINAL T001 A\nATTACH TN3270E\n")
      .add("book", std::move(text))
      .load({"deck", "book"});
}

std::vector<std::string> problems_of(const Loaded& loaded, Severity severity) {
  std::vector<std::string> texts;
  for (const Problem& problem : loaded.problems.all()) {
    if (problem.severity == severity) {
      texts.push_back(format(problem, loaded.config->files));
    }
  }
  return texts;
}

std::vector<std::string> errors_of(const Loaded& loaded) {
  return problems_of(loaded, Severity::Error);
}

std::vector<std::string> warnings_of(const Loaded& loaded) {
  return problems_of(loaded, Severity::Warning);
}

std::vector<std::string> notes_of(const Loaded& loaded) {
  return problems_of(loaded, Severity::Note);
}

std::string deck_with(const std::string& statements) {
  return "ID 44\nOPEN 127.0.0.1 1023\nAPPLID DBDCCICS CICS\nTERMINAL T999 GENERIC\n" + statements +
         "\nATTACH TN3270E\n";
}

}  // namespace config
