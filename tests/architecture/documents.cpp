#include "tests/architecture/documents.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <regex>
#include <string>

namespace architecture {
namespace {

constexpr std::string_view kPathLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
constexpr std::string_view kPackages = "third_party/packages/";
constexpr std::string_view kUnpacked = "third_party/packages/counterparts.txt";

bool is_document(std::string_view path) {
  return path.ends_with(".md");
}

bool names_something(const Tree& tree, std::string_view path) {
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  const std::string folder = std::string(path) + "/";
  return std::any_of(tree.begin(), tree.end(), [&](const SourceFile& file) {
    return file.path == path || file.path.starts_with(folder);
  });
}

// "tests/" of "tests/README.md", "" of "README.md".
std::string folder_of(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

// A quoted word is taken for a path when it begins with a folder of the top level; text/plain and
// /v1/lus do not.
bool claims_a_path(const Tree& tree, std::string_view word) {
  const std::size_t slash = word.find('/');
  return slash != std::string_view::npos && slash > 0 &&
         word.find_first_not_of(kPathLetters) == std::string_view::npos &&
         names_something(tree, word.substr(0, slash)) && word.substr(0, slash) != ".";
}

// What stands between `open` and `close` on one line, each time.
std::vector<std::string_view> between(std::string_view line, std::string_view open,
                                      std::string_view close) {
  std::vector<std::string_view> words;
  std::size_t at = line.find(open);
  while (at != std::string_view::npos) {
    const std::size_t start = at + open.size();
    const std::size_t end = line.find(close, start);
    if (end == std::string_view::npos) {
      break;
    }
    words.push_back(line.substr(start, end - start));
    at = line.find(open, end + close.size());
  }
  return words;
}

void check_paths_of_line(const Tree& tree, const SourceFile& file, std::string_view line,
                         std::size_t number, Findings& found) {
  for (const std::string_view word : between(line, "`", "`")) {
    if (claims_a_path(tree, word) && !names_something(tree, word)) {
      found.push_back(finding(file, number, "there is no " + std::string(word)));
    }
  }
  for (std::string_view link : between(line, "](", ")")) {
    link = link.substr(0, link.find('#'));
    if (link.empty() || link.find("://") != std::string_view::npos) {
      continue;
    }
    const std::filesystem::path target(folder_of(file.path) + std::string(link));
    if (!names_something(tree, target.lexically_normal().generic_string())) {
      found.push_back(finding(file, number, "links to nothing: " + std::string(link)));
    }
  }
}

std::string_view word_at(std::string_view text) {
  const auto end = std::find_if(text.begin(), text.end(),
                                [](unsigned char c) { return std::islower(c) == 0 && c != '-'; });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// The commands that the help of ./dev tells: lines of its here-document that begin with two blanks
// and a word.
std::vector<std::string> commands_of(std::string_view script) {
  std::vector<std::string> commands;
  const std::vector<std::string_view> blocks = between(script, "cat <<'END'\n", "\nEND\n");
  for (const std::string_view line : lines_of(blocks.empty() ? std::string_view() : blocks[0])) {
    if (line.starts_with("  ") && !line.starts_with("   ")) {
      commands.emplace_back(word_at(line.substr(2)));
    }
  }
  return commands;
}

// The packages of one list: the first word of each line that is not a comment.
std::vector<std::string> packages_of(std::string_view list) {
  std::vector<std::string> packages;
  for (const std::string_view line : lines_of(list)) {
    const std::string_view package = line.substr(0, line.find(' '));
    if (!package.empty() && !package.starts_with('#')) {
      packages.emplace_back(package);
    }
  }
  return packages;
}

}  // namespace

Findings check_named_paths(const Tree& tree) {
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_document(file.path)) {
      continue;
    }
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      check_paths_of_line(tree, file, line, ++number, found);
    }
  }
  return found;
}

Findings check_named_commands(const Tree& tree) {
  constexpr std::string_view kCall = "./dev ";
  const SourceFile* script = find(tree, "dev");
  if (script == nullptr) {
    return {"./dev is missing"};
  }
  const std::vector<std::string> commands = commands_of(script->text);
  if (commands.empty()) {
    return {finding(*script, 1, "no command was recognised in its help")};
  }
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_document(file.path) && !file.path.starts_with(".ci/") && file.path != "dev") {
      continue;
    }
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      ++number;
      for (std::size_t at = line.find(kCall); at != std::string_view::npos;
           at = line.find(kCall, at + 1)) {
        const std::string_view word = word_at(line.substr(at + kCall.size()));
        if (!word.empty() && std::find(commands.begin(), commands.end(), word) == commands.end()) {
          found.push_back(finding(file, number, "./dev has no command " + std::string(word)));
        }
      }
    }
  }
  return found;
}

Findings check_dependencies_are_explained(const Tree& tree) {
  const SourceFile* readme = find(tree, "third_party/README.md");
  const SourceFile* cmake = find(tree, "third_party/CMakeLists.txt");
  if (readme == nullptr || cmake == nullptr) {
    return {"third_party/README.md or third_party/CMakeLists.txt is missing"};
  }
  const auto is_told = [&](std::string_view quoted) {
    return readme->text.find("`" + std::string(quoted) + "`") != std::string::npos;
  };
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_in(file.path, kPackages)) {
      continue;
    }
    if (!is_told(std::string_view(file.path).substr(kPackages.size()))) {
      found.push_back(finding(file, 1, "third_party/README.md does not name this list"));
    }
    for (const std::string& package : packages_of(file.text)) {
      if (!is_told(package)) {
        found.push_back(finding(file, 1, "third_party/README.md does not explain " + package));
      }
    }
  }
  for (const std::string_view package : between(cmake->text, "find_package(", " ")) {
    if (!is_told(package)) {
      found.push_back(
          finding(*cmake, 1, "third_party/README.md does not explain " + std::string(package)));
    }
  }
  return found;
}

Findings check_counterparts_are_not_installed(const Tree& tree) {
  const SourceFile* unpacked = find(tree, kUnpacked);
  if (unpacked == nullptr) {
    return {std::string(kUnpacked) + " is missing"};
  }
  const std::vector<std::string> never = packages_of(unpacked->text);
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_in(file.path, kPackages) || file.path == kUnpacked) {
      continue;
    }
    for (const std::string& package : packages_of(file.text)) {
      if (std::find(never.begin(), never.end(), package) != never.end()) {
        found.push_back(finding(file, 1, package + " is in " + std::string(kUnpacked) + " too"));
      }
    }
  }
  return found;
}

Findings check_refusals_are_explained(const Tree& tree) {
  const SourceFile* page = find(tree, "docs/applications.md");
  if (page == nullptr) {
    return {"docs/applications.md is missing"};
  }
  static const std::regex kRule("\"([A-Z][A-Z0-9-]{3,})\"");
  // Words of a table, with commas between them: "OFF-SCREEN" is not told by "SCREEN".
  const auto is_told = [&](const std::string& rule) {
    return std::regex_search(page->text, std::regex("[| ]" + rule + "[ ,]"));
  };
  Findings found;
  for (const SourceFile& file : tree) {
    const bool speaks =
        is_in(file.path, "vtam/acb/") || file.path == "tn3270/server/acb/acb_connections.cpp";
    if (!speaks || !file.path.ends_with(".cpp")) {
      continue;
    }
    std::size_t number = 0;
    for (const std::string_view view : lines_of(file.text)) {
      ++number;
      const std::string line(view);
      for (std::sregex_iterator at(line.begin(), line.end(), kRule), end; at != end; ++at) {
        if (!is_told((*at)[1].str())) {
          found.push_back(
              finding(file, number, "docs/applications.md does not explain " + (*at)[1].str()));
        }
      }
    }
  }
  return found;
}

Findings check_no_private_paths(const Tree& tree) {
  constexpr std::array kPrivate = {std::string_view("/home/"), std::string_view("/work/"),
                                   std::string_view("/root/")};
  Findings found;
  for (const SourceFile& file : tree) {
    // Sources may make up a HOME; documents and scripts are what people follow.
    if (is_header(file.path) || is_cpp(file.path)) {
      continue;
    }
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      ++number;
      for (const std::string_view path : kPrivate) {
        const std::size_t at = line.find(path);
        // Only where a path starts: "config/home/x" is nobody's.
        if (at != std::string_view::npos &&
            (at == 0 || std::isalnum(static_cast<unsigned char>(line[at - 1])) == 0)) {
          found.push_back(finding(file, number, "names a folder of one machine"));
        }
      }
    }
  }
  return found;
}

}  // namespace architecture
