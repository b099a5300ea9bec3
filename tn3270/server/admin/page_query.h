#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "config/limits.h"

namespace server {

// A parameter that cannot be understood, as a sentence.
struct QueryFault {
  std::string detail;
};

// ?limit=, of every list. Nothing: it is not such a number, see limit_fault().
[[nodiscard]] std::optional<std::size_t> read_limit(std::string_view text);
[[nodiscard]] QueryFault limit_fault();

// Which rows of a list without filters are asked for.
struct PageQuery {
  std::size_t limit = config::limits::kListDefault;
  std::optional<std::string> after{};  // the last row of the page before, as it was written
};
[[nodiscard]] std::variant<PageQuery, QueryFault> read_page_query(
    const std::map<std::string, std::string>& parameters);

}  // namespace server
