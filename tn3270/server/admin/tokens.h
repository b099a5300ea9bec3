#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/admin_token.h"

namespace server {

using config::Role;
using config::token_path;

// Bearer tokens: one a line, optional prefix "viewer:", bare = operator; '#' begins a comment line.
// Compared in constant time.
class Tokens {
 public:
  [[nodiscard]] static Tokens parse(std::string_view text);
  // The role of an "Authorization: Bearer …" value, or nullopt.
  [[nodiscard]] std::optional<Role> role(std::string_view authorization) const;
  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  // Digests have one length, so that a comparison tells neither prefix nor length; and a memory
  // image of the server holds no token.
  using Digest = std::array<std::uint8_t, 32>;
  struct Entry {
    Digest digest;
    Role role = Role::Operator;
  };
  static Digest digest(std::string_view token);

  std::vector<Entry> entries_;
};

struct TokenFile {
  Tokens tokens;
  std::filesystem::path path;
  bool created = false;  // it was missing: made with one random operator token, mode 0600
  std::string error;     // not empty: it could neither be read nor made; what to do
};
[[nodiscard]] TokenFile open_token_file(const std::filesystem::path& path);

}  // namespace server
