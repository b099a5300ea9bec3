#include "tests/architecture/fences.h"

#include <array>
#include <string>

namespace architecture {
namespace {

// Exactly one file of the project includes `header…`, and it is in `folder`.
void check_one_file(const Tree& tree, std::string_view header, std::string_view folder,
                    Findings& found) {
  std::vector<const SourceFile*> users;
  for (const SourceFile& file : tree) {
    for (const Include& include : includes_of(file)) {
      if (include.name.starts_with(header) && (users.empty() || users.back() != &file)) {
        users.push_back(&file);
      }
    }
  }
  if (users.empty()) {
    found.push_back("nobody includes <" + std::string(header) + ">; its fence guards nothing");
  }
  for (const SourceFile* user : users) {
    if (users.size() > 1) {
      found.push_back(finding(
          *user, 1,
          "one of " + std::to_string(users.size()) + " files that include " + std::string(header)));
    }
    if (!user->path.starts_with(folder)) {
      found.push_back(finding(
          *user, 1, "includes " + std::string(header) + " outside of " + std::string(folder)));
    }
  }
}

constexpr std::array kPureRooms = {std::string_view("tn3270/datastream/"),
                                   std::string_view("tn3270/protocol/"), std::string_view("vtam/"),
                                   std::string_view("config/")};
constexpr std::array kClocks = {std::string_view("_clock::now"), std::string_view("clock_gettime"),
                                std::string_view("gettimeofday"), std::string_view("std::time(")};

bool is_pure(std::string_view path) {
  for (const std::string_view room : kPureRooms) {
    if (is_in(path, room)) {
      return true;
    }
  }
  return false;
}

// A line of code without what follows "//".
std::string_view without_comment(std::string_view line) {
  return line.substr(0, line.find("//"));
}

}  // namespace

Findings check_fences(const Tree& tree) {
  Findings found;
  check_one_file(tree, "libtelnet.h", "tn3270/protocol/telnet_codec.cpp", found);
  check_one_file(tree, "restinio/", "tn3270/server/admin/", found);
  for (const SourceFile& file : tree) {
    if (!is_header(file.path)) {
      continue;
    }
    for (const Include& include : includes_of(file)) {
      if (include.name.starts_with("nlohmann/") && include.name != "nlohmann/json_fwd.hpp") {
        found.push_back(
            finding(file, include.line, "a header may include nlohmann/json_fwd.hpp only"));
      }
    }
  }
  return found;
}

Findings check_no_clock_in_pure_rooms(const Tree& tree) {
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_pure(file.path) || (!is_header(file.path) && !is_cpp(file.path))) {
      continue;
    }
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      ++number;
      for (const std::string_view clock : kClocks) {
        if (without_comment(line).find(clock) != std::string_view::npos) {
          found.push_back(finding(file, number, "asks a clock; time is an argument here"));
        }
      }
    }
  }
  return found;
}

Findings check_shared_is_const(const Tree& tree) {
  constexpr std::string_view kShared = "shared_ptr<";
  Findings found;
  for (const SourceFile& file : tree) {
    if (!is_header(file.path) || is_in(file.path, "tests/")) {
      continue;
    }
    std::size_t number = 0;
    for (std::string_view line : lines_of(file.text)) {
      ++number;
      line = without_comment(line);
      for (std::size_t at = line.find(kShared); at != std::string_view::npos;
           at = line.find(kShared, at + 1)) {
        const std::string_view type = line.substr(at + kShared.size());
        // Doors into a thread: what they share is behind a mailbox.
        const bool door = type.starts_with("AcbSink>") || type.starts_with("vtam::AcbSink>") ||
                          type.starts_with("AcbInbox>");
        if (!door && !type.starts_with("const ")) {
          found.push_back(finding(file, number, "shares what can change; shared_ptr is to const"));
        }
      }
    }
  }
  return found;
}

}  // namespace architecture
