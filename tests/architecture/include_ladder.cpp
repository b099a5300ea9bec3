#include "tests/architecture/include_ladder.h"

#include <algorithm>

#include "tests/architecture/rooms.h"

namespace architecture {
namespace {

bool may_include(const Room& room, std::string_view name) {
  return name.starts_with(room.folder) ||
         std::any_of(room.may_include.begin(), room.may_include.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

bool may_use(const Room& room, Kind kind) {
  return kind == Kind::Standard ||
         std::find(room.may_use.begin(), room.may_use.end(), kind) != room.may_use.end();
}

std::string quoted_fault(const Room& room, const Include& include) {
  if (room_of(include.name) == nullptr) {
    return "\"" + include.name + "\" does not say its room; includes begin at the top of the tree";
  }
  if (!may_include(room, include.name)) {
    return std::string(room.folder) + " may not see \"" + include.name + "\"";
  }
  return {};
}

std::string system_fault(const Room& room, const Include& include) {
  const Kind kind = kind_of(include.name);
  if (may_use(room, kind)) {
    return {};
  }
  return std::string(room.folder) + " may not use <" + include.name +
         ">: " + std::string(words_for(kind));
}

}  // namespace

Findings check_ladder(const Tree& tree) {
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_header(file.path) && !is_cpp(file.path)) {
      continue;
    }
    const Room* room = room_of(file.path);
    if (room == nullptr) {
      found.push_back(finding(file, 1, "this source is in no room of the house"));
      continue;
    }
    for (const Include& include : includes_of(file)) {
      const std::string fault =
          include.quoted ? quoted_fault(*room, include) : system_fault(*room, include);
      if (!fault.empty()) {
        found.push_back(finding(file, include.line, fault));
      }
    }
  }
  return found;
}

Findings check_own_header_first(const Tree& tree) {
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_cpp(file.path)) {
      continue;
    }
    const std::string own = file.path.substr(0, file.path.size() - 4) + ".h";
    if (find(tree, own) == nullptr) {
      continue;
    }
    const std::vector<Include> includes = includes_of(file);
    if (includes.empty() || includes.front().name != own) {
      found.push_back(finding(file, 1, "does not include its own header first"));
    }
  }
  return found;
}

}  // namespace architecture
