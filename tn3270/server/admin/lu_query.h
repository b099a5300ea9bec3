#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/limits.h"
#include "config/names.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/admin/page_query.h"

namespace server {

// Which rows of the LU list are asked for: filters that must all hold, and a page of what is left.
struct LuQuery {
  std::optional<std::string> state;        // upper case
  std::optional<std::string> group;        // upper case
  std::optional<std::string> application;  // upper case
  std::optional<std::string> client;       // an address
  std::size_t limit = config::limits::kListDefault;
  std::optional<config::LuName> after;  // the last LU of the page before
};

[[nodiscard]] std::variant<LuQuery, QueryFault> read_lu_query(
    const std::map<std::string, std::string>& parameters);

struct LuPage {
  std::vector<LuView> rows;
  std::optional<config::LuName> next;  // the `after` of the next page; nullopt: this is the last
};

// A fault when `after` names a LU that is not among `lus`.
[[nodiscard]] std::variant<LuPage, QueryFault> choose(std::vector<LuView> lus,
                                                      const LuQuery& query);

}  // namespace server
