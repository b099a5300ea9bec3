#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace architecture {
namespace {

namespace fs = std::filesystem;

std::string contents_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw std::runtime_error("cannot read " + path.string());
  }
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool is_kept(const fs::path& name) {
  const std::string text = name.string();
  return text != "build" && (!text.starts_with('.') || text == ".ci");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t");
  return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

}  // namespace

Tree read_tree(const fs::path& top) {
  Tree tree;
  fs::recursive_directory_iterator entry(top);
  for (; entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory() && !is_kept(entry->path().filename())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && !entry->is_symlink()) {
      tree.push_back(
          {entry->path().lexically_relative(top).generic_string(), contents_of(entry->path())});
    }
  }
  std::sort(tree.begin(), tree.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return tree;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  std::size_t number = 0;
  for (std::string_view line : lines_of(file.text)) {
    ++number;
    line = trimmed(line);
    if (!line.starts_with('#')) {
      continue;
    }
    line = trimmed(line.substr(1));
    if (!line.starts_with("include")) {
      continue;
    }
    line = trimmed(line.substr(std::string_view("include").size()));
    const char close = line.starts_with('"') ? '"' : '>';
    const std::size_t end = line.find(close, 1);
    if (end != std::string_view::npos) {
      includes.push_back({std::string(line.substr(1, end - 1)), close == '"', number});
    }
  }
  return includes;
}

const SourceFile* find(const Tree& tree, std::string_view path) {
  const auto found = std::find_if(tree.begin(), tree.end(),
                                  [&](const SourceFile& file) { return file.path == path; });
  return found == tree.end() ? nullptr : &*found;
}

bool is_header(std::string_view path) {
  return path.ends_with(".h");
}
bool is_cpp(std::string_view path) {
  return path.ends_with(".cpp");
}
bool is_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder);
}

std::string_view stem_of(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);
  return path.substr(0, path.find('.'));
}

std::string finding(const SourceFile& file, std::size_t line, std::string_view what) {
  return file.path + ":" + std::to_string(line) + ": " + std::string(what);
}

}  // namespace architecture
