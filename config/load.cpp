#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "config/deck/reading.h"
#include "config/draft.h"
#include "config/limits.h"
#include "config/load_cards.h"
#include "config/load_firewall.h"
#include "config/load_hosts.h"
#include "config/load_kind.h"
#include "config/load_tls.h"
#include "config/reader.h"

namespace config {
namespace {

namespace fs = std::filesystem;

struct InputFile {
  fs::path path;
  std::uint32_t index = 0;  // in Config::files
  std::string text;
  FileKind kind = FileKind::Empty;
  std::vector<ServerSettings> servers;
};

deck::Sources sources_of(const LoadOptions& options) {
  deck::Sources sources;
  sources.files = options.files ? options.files : file_system();
  if (options.folders) {
    sources.folders = options.folders;
  } else if (!options.files) {
    sources.folders = file_system_folders();
  }
  sources.include = options.include;
  return sources;
}

// What no reader takes is said here.
void refuse(const InputFile& file, Problems& problems) {
  const Position at{file.index, 0, 0};
  switch (file.kind) {
    case FileKind::Json:
    case FileKind::Cards:
      return;
    case FileKind::Empty:
      problems.error(at, "this file is empty; leave it out");
      return;
    case FileKind::Ebcdic:
      problems.error(at,
                     "this file is in EBCDIC; transfer it as text, or convert it: iconv -f IBM1047 "
                     "-t UTF-8 (records without line ends need them first)");
      return;
    case FileKind::Binary:
      problems.error(at, "this file is not text; give JSON, decks, VTAM books or start lists");
      return;
  }
}

std::vector<InputFile> read_files(const std::vector<fs::path>& paths, const deck::Sources& sources,
                                  Draft& draft) {
  std::vector<InputFile> files;
  for (const fs::path& path : paths) {
    const auto index = static_cast<std::uint32_t>(draft.config.files.size());
    const bool twice = std::any_of(files.begin(), files.end(), [&](const InputFile& other) {
      return other.path.lexically_normal() == path.lexically_normal();
    });
    draft.config.files.push_back(path.string());
    std::string why;
    auto text = sources.read(path, why);
    if (twice) {
      draft.problems.error({index, 0, 0}, "this file is given twice; give it once");
    } else if (!text) {
      draft.problems.error({index, 0, 0}, "cannot be read: " + why);
    } else {
      const FileKind kind = kind_of_file(*text);
      files.push_back({path, index, std::move(*text), kind, {}});
      refuse(files.back(), draft.problems);
    }
  }
  return files;
}

// JSON comes first, because it says what the libraries and stacks of the decks are; but the
// partitions keep the order of the files.
void read_all(std::vector<InputFile>& files, deck::Reading& reading, const LoadOptions& options) {
  Draft& draft = reading.draft;
  for (InputFile& file : files) {
    if (file.kind == FileKind::Json) {
      read_json(file.text, file.index, file.path, draft);
      file.servers = std::exchange(draft.config.servers, {});
    }
  }
  reading.unknown = options.unknown.value_or(draft.unknown.value_or(UnknownStatements::Error));
  for (InputFile& file : files) {
    if (file.kind == FileKind::Cards) {
      file.servers = read_cards(file.text, file.index, file.path, reading);
    }
    std::move(file.servers.begin(), file.servers.end(), std::back_inserter(draft.config.servers));
  }
}

// In the order of files and lines, as they are read by people.
Problems sorted(const Problems& found) {
  std::vector<Problem> all = found.all();
  std::stable_sort(all.begin(), all.end(), [](const Problem& one, const Problem& other) {
    const auto key = [](const Problem& problem) {
      return std::tuple(problem.at.file, problem.at.line, problem.at.column);
    };
    return key(one) < key(other);
  });
  Problems result;
  for (Problem& problem : all) {
    switch (problem.severity) {
      case Severity::Error:
        result.error(problem.at, std::move(problem.text));
        break;
      case Severity::Warning:
        result.warning(problem.at, std::move(problem.text));
        break;
      case Severity::Note:
        result.note(problem.at, std::move(problem.text));
        break;
    }
  }
  return result;
}

}  // namespace

Loaded load(const std::vector<fs::path>& paths, const LoadOptions& options) {
  Draft draft;
  const deck::Sources sources = sources_of(options);
  deck::Reading reading{draft, sources};
  if (paths.empty()) {
    draft.problems.error({}, "no file was given; give a deck or a JSON file");
  }
  std::vector<InputFile> files = read_files(paths, sources, draft);
  read_all(files, reading, options);
  resolve_hosts(draft, options.resolver);
  resolve_tls_definitions(draft);
  apply_ftp_access(draft);
  for (const auto* checks : {&standard_checks(), &options.checks}) {
    for (const Check& check : *checks) {
      check(draft.config, draft.problems);
    }
  }
  return {std::make_shared<const Config>(std::move(draft.config)), sorted(draft.problems)};
}

}  // namespace config
