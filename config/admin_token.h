#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// What daemon and ctl must agree on about the token file of the admin API: where it is and how it
// reads.
namespace config {

enum class Role : std::uint8_t { Viewer, Operator };

struct TokenLine {
  std::string token;  // never empty
  Role role = Role::Operator;
};

// One token a line, optional prefix "viewer:", bare = operator; '#' begins a comment line.
[[nodiscard]] std::vector<TokenLine> token_lines(std::string_view text);

// `name` in $STATE_DIRECTORY, else in ~/.local/state/tn3270d: where the server keeps its own files.
[[nodiscard]] std::filesystem::path state_file(const char* name);
// The path of the token file: `configured`, else admin.token in $STATE_DIRECTORY, else in
// ~/.local/state/tn3270d.
[[nodiscard]] std::filesystem::path token_path(const std::string& configured);

}  // namespace config
