#include "tn3270/server/acb/accounts.h"

#include <grp.h>
#include <pwd.h>

#include <array>
#include <charconv>
#include <cstdint>

namespace server {
namespace {

// One entry with a long list of members; longer ones are not found.
using Scratch = std::array<char, 64U << 10U>;

std::optional<std::uint32_t> number(const std::string& text) {
  std::uint32_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [last, fault] = std::from_chars(text.data(), end, value);
  return fault == std::errc() && last == end ? std::optional(value) : std::nullopt;
}

std::optional<uid_t> user_id(const std::string& user) {
  if (const auto id = number(user)) {
    return id;
  }
  Scratch scratch{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwnam_r(user.c_str(), &entry, scratch.data(), scratch.size(), &found) != 0 ||
      found == nullptr) {
    return std::nullopt;
  }
  return entry.pw_uid;
}

}  // namespace

std::optional<gid_t> group_id(const std::string& group) {
  if (const auto id = number(group)) {
    return id;
  }
  Scratch scratch{};
  ::group entry{};
  ::group* found = nullptr;
  if (::getgrnam_r(group.c_str(), &entry, scratch.data(), scratch.size(), &found) != 0 ||
      found == nullptr) {
    return std::nullopt;
  }
  return entry.gr_gid;
}

std::string user_name(uid_t user) {
  Scratch scratch{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(user, &entry, scratch.data(), scratch.size(), &found) != 0 || found == nullptr) {
    return "";
  }
  return entry.pw_name;
}

std::variant<std::vector<uid_t>, std::string> user_ids(const std::vector<std::string>& users) {
  std::vector<uid_t> ids;
  for (const std::string& user : users) {
    const auto id = user_id(user);
    if (!id) {
      return "there is no user '" + user + "' here";
    }
    ids.push_back(*id);
  }
  return ids;
}

}  // namespace server
