#include "tests/architecture/house_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace architecture {
namespace {

constexpr std::size_t kMostLines = 600;

constexpr std::array kTopFolders = {
    std::string_view(".ci"),      std::string_view("config"),      std::string_view("docs"),
    std::string_view("examples"), std::string_view("packaging"),   std::string_view("printers"),
    std::string_view("tests"),    std::string_view("third_party"), std::string_view("tn3270"),
    std::string_view("vtam"),
};
constexpr std::array kDrawers = {
    std::string_view("util"),   std::string_view("utils"),   std::string_view("common"),
    std::string_view("misc"),   std::string_view("helper"),  std::string_view("helpers"),
    std::string_view("shared"), std::string_view("general"), std::string_view("src"),
};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_ours(std::string_view path) {
  return is_header(path) || is_cpp(path);
}

bool is_snake_case(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
  });
}

bool contains_word(std::string_view text, std::string_view word) {
  const auto is_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) {
      return true;
    }
  }
  return false;
}

// "kCardColumns" of "inline constexpr std::size_t kCardColumns = 72;", or nothing.
std::string_view constant_of(std::string_view line) {
  constexpr std::string_view kStart = "inline constexpr ";
  const std::size_t equals = line.find(" = ");
  if (!line.starts_with(kStart) || equals == std::string_view::npos) {
    return {};
  }
  line = line.substr(0, equals);
  return line.substr(line.find_last_of(' ') + 1);
}

}  // namespace

Findings check_headers(const Tree& tree) {
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_header(file.path)) {
      continue;
    }
    const std::size_t first = file.text.find('#');
    if (first == std::string::npos ||
        !std::string_view(file.text).substr(first).starts_with("#pragma once\n")) {
      found.push_back(finding(file, 1, "its first directive is not #pragma once"));
    }
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      ++number;
      if (line.find("using namespace ") != std::string_view::npos) {
        found.push_back(finding(file, number, "using namespace in a header"));
      }
    }
  }
  return found;
}

Findings check_sizes(const Tree& tree) {
  Findings found;
  for (const SourceFile& file : tree) {
    const std::size_t lines = lines_of(file.text).size();
    if (is_ours(file.path) && lines > kMostLines) {
      found.push_back(finding(file, lines, "too long; split it before 600 lines"));
    }
  }
  return found;
}

Findings check_names(const Tree& tree) {
  Findings found;
  for (const SourceFile& file : tree) {
    std::string_view rest = file.path;
    const std::size_t top = rest.find('/');
    if (top == std::string_view::npos) {
      if (is_ours(file.path)) {
        found.push_back(finding(file, 1, "a source at the top level"));
      }
      continue;
    }
    if (!has(kTopFolders, rest.substr(0, top))) {
      found.push_back(finding(file, 1, "the top level is fixed; see README.md"));
    }
    if (!is_ours(file.path)) {
      continue;
    }
    for (std::size_t slash = rest.find('/'); slash != std::string_view::npos;
         slash = rest.find('/')) {
      const std::string_view folder = rest.substr(0, slash);
      rest.remove_prefix(slash + 1);
      if (!is_snake_case(folder) || has(kDrawers, folder)) {
        found.push_back(finding(file, 1, "a folder is one idea in snake_case"));
      }
    }
    if (!is_snake_case(stem_of(file.path)) || has(kDrawers, stem_of(file.path))) {
      found.push_back(finding(file, 1, "a file is one idea in snake_case"));
    }
  }
  return found;
}

Findings check_limits_are_used(const Tree& tree) {
  constexpr std::string_view kLimits = "config/limits.h";
  const SourceFile* limits = find(tree, kLimits);
  if (limits == nullptr) {
    return {"config/limits.h is missing"};
  }
  Findings found;
  std::size_t number = 0;
  std::size_t constants = 0;
  for (const std::string_view line : lines_of(limits->text)) {
    ++number;
    const std::string_view constant = constant_of(line);
    if (constant.empty()) {
      continue;
    }
    ++constants;
    const bool used = std::any_of(tree.begin(), tree.end(), [&](const SourceFile& file) {
      return is_ours(file.path) && !is_in(file.path, "tests/") && file.path != kLimits &&
             contains_word(file.text, constant);
    });
    if (!used) {
      found.push_back(finding(*limits, number, std::string(constant) + " is kept by nobody"));
    }
  }
  if (constants == 0) {
    found.push_back(finding(*limits, 1, "no limit was recognised in it"));
  }
  return found;
}

Findings check_no_test_is_off(const Tree& tree) {
  constexpr std::string_view kOff =
      "DISABLED"
      "_";
  Findings found;
  for (const SourceFile& file : tree) {
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      ++number;
      if (is_cpp(file.path) && line.find(kOff) != std::string_view::npos) {
        found.push_back(finding(file, number, "a test that is switched off cannot fail"));
      }
    }
  }
  return found;
}

}  // namespace architecture
