#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace architecture {

// One file of the project. Paths are relative to the top of the tree, with '/'.
struct SourceFile {
  std::string path;
  std::string text;
};

// What the rules are asked about: the real tree or a small one that a test has made up.
using Tree = std::vector<SourceFile>;

// "path:line: what is wrong". A rule that finds nothing is kept.
using Findings = std::vector<std::string>;

struct Include {
  std::string name;
  bool quoted = false;  // "name", not <name>
  std::size_t line = 0;
};

// Everything that the project keeps, sorted by path: no build directories, no dot folder but .ci.
[[nodiscard]] Tree read_tree(const std::filesystem::path& top);

[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);
[[nodiscard]] std::vector<Include> includes_of(const SourceFile& file);
[[nodiscard]] const SourceFile* find(const Tree& tree, std::string_view path);

[[nodiscard]] bool is_header(std::string_view path);
[[nodiscard]] bool is_cpp(std::string_view path);
// "vtam/programs/menu.cpp" is in "vtam/".
[[nodiscard]] bool is_in(std::string_view path, std::string_view folder);
// "menu" of "vtam/programs/menu.cpp".
[[nodiscard]] std::string_view stem_of(std::string_view path);

[[nodiscard]] std::string finding(const SourceFile& file, std::size_t line, std::string_view what);

}  // namespace architecture
