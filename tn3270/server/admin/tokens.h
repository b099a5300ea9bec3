#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace server {

enum class Role : std::uint8_t { Viewer, Operator };

// Bearer tokens: one a line, optional prefix "viewer:", bare = operator; '#' begins a comment line.
// Compared in constant time.
class Tokens {
 public:
  [[nodiscard]] static Tokens parse(std::string_view text);
  // The role of an "Authorization: Bearer …" value, or nullopt.
  [[nodiscard]] std::optional<Role> role(std::string_view authorization) const;
  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    std::string token;
    Role role = Role::Operator;
  };
  std::vector<Entry> entries_;
};

// The path of the token file: `configured`, else admin.token in $STATE_DIRECTORY, else in
// ~/.local/state/tn3270d. The same for daemon and ctl.
[[nodiscard]] std::filesystem::path token_path(const std::string& configured);

struct TokenFile {
  Tokens tokens;
  std::filesystem::path path;
  bool created = false;  // it was missing: made with one random operator token, mode 0600
  std::string error;     // not empty: it could neither be read nor made; what to do
};
[[nodiscard]] TokenFile open_token_file(const std::filesystem::path& path);

}  // namespace server
