#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/draft.h"
#include "config/reader.h"

namespace config::deck {

// Where the bytes of decks and their includes come from.
struct Sources {
  FileSource files;
  FolderSource folders;  // empty: only the usual spellings of a member are tried
  std::vector<std::filesystem::path> include;

  // The bytes of a file, or nullopt and in `why` what is wrong with it, in words.
  [[nodiscard]] std::optional<std::string> read(const std::filesystem::path& path,
                                                std::string& why) const;
};

// What all readers of cards share while one set of files is loaded.
struct Reading {
  Draft& draft;
  const Sources& sources;
  UnknownStatements unknown = UnknownStatements::Error;
};

}  // namespace config::deck
