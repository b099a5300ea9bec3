#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/reader.h"

namespace config {

// Files that are only in memory, and a resolver that knows VSEC01 (127.0.0.1) and VSEC02 (::1).
class TestFiles {
 public:
  TestFiles& add(const std::string& path, std::string text);
  [[nodiscard]] Loaded load(const std::vector<std::filesystem::path>& paths,
                            LoadOptions options = {}) const;

 private:
  std::map<std::filesystem::path, std::string> files_;
};

// One deck in the file "deck".
[[nodiscard]] Loaded load_deck(std::string text, LoadOptions options = {});
[[nodiscard]] Loaded load_book(std::string text);

// The problems of one severity, as they are printed.
[[nodiscard]] std::vector<std::string> problems_of(const Loaded& loaded, Severity severity);
[[nodiscard]] std::vector<std::string> errors_of(const Loaded& loaded);
[[nodiscard]] std::vector<std::string> warnings_of(const Loaded& loaded);
[[nodiscard]] std::vector<std::string> notes_of(const Loaded& loaded);

// ID, OPEN, a menu, one terminal and ATTACH around `statements`, which begin in line 5.
[[nodiscard]] std::string deck_with(const std::string& statements);

}  // namespace config
