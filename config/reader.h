#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/problem.h"
#include "config/settings.h"

namespace config {

enum class UnknownStatements : std::uint8_t { Error, Warn };

// How files are read: a path to its bytes, or nullopt if there is no such file. The default reads
// the file system (at most limits::kConfigFileBytes); tests hand in a map.
using FileSource = std::function<std::optional<std::string>(const std::filesystem::path&)>;
[[nodiscard]] FileSource file_system();

// The names of the files in a folder; empty if there is none. Members that a deck includes are
// found in it whatever their letter case.
using FolderSource = std::function<std::vector<std::string>(const std::filesystem::path&)>;
[[nodiscard]] FolderSource file_system_folders();

// Turns a host name into a literal address, or nullopt. The hall brings the system's, which this
// room may not ask.
using Resolver = std::function<std::optional<std::string>(const std::string&)>;

// One check of a whole Config. A room or the hall offers its own (OpenSSL, addresses, known
// application types).
using Check = std::function<void(const Config&, Problems&)>;

struct LoadOptions {
  std::vector<std::filesystem::path>
      include;                               // --include DIR, after the including file's own folder
  std::optional<UnknownStatements> unknown;  // --unknown; without it the JSON's word, else Error
  FileSource files;                          // empty: file_system()
  Resolver resolver;                         // empty: only `stacks` knows names
  std::vector<Check> checks;                 // run after the readers' own
  FolderSource folders;  // empty: file_system_folders(); with `files` given, the usual spellings
};

struct Loaded {
  std::shared_ptr<const Config>
      config;  // complete as far as it could be read, also when there are errors
  Problems problems;
};

// Reads any mix of JSON files, decks, books and start lists (their kind is decided by content),
// resolves `stacks`, includes and names, and checks the whole. Never throws for what a file says;
// every finding is in `problems`.
[[nodiscard]] Loaded load(const std::vector<std::filesystem::path>& paths,
                          const LoadOptions& options);

}  // namespace config
