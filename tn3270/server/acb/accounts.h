#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

// Users and groups of this machine. These calls may ask a directory server, and wait for it.
namespace server {

[[nodiscard]] std::optional<gid_t> group_id(const std::string& group);  // "staff" or "50"
[[nodiscard]] std::string user_name(uid_t user);                        // empty: nobody knows it
// "joe" or "1000". The text names the one who is not known.
[[nodiscard]] std::variant<std::vector<uid_t>, std::string> user_ids(
    const std::vector<std::string>& users);

}  // namespace server
