#include "tn3270/server/admin/page_query.h"

#include <charconv>

namespace server {

std::optional<std::size_t> read_limit(std::string_view text) {
  std::size_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [last, fault] = std::from_chars(text.data(), end, value);
  const bool good =
      fault == std::errc() && last == end && value >= 1 && value <= config::limits::kListMost;
  return good ? std::optional(value) : std::nullopt;
}

QueryFault limit_fault() {
  return {"limit is a number from 1 to " + std::to_string(config::limits::kListMost) + "."};
}

std::variant<PageQuery, QueryFault> read_page_query(
    const std::map<std::string, std::string>& parameters) {
  PageQuery query;
  for (const auto& [name, value] : parameters) {
    if (name == "limit") {
      const auto limit = read_limit(value);
      if (!limit) {
        return limit_fault();
      }
      query.limit = *limit;
    } else if (name == "after") {
      query.after = value;
    } else {
      return QueryFault{"There is no such parameter; limit and after are known."};
    }
  }
  return query;
}

}  // namespace server
