#pragma once

#include <chrono>
#include <map>
#include <string>
#include <variant>

#include "tn3270/server/admin/lu_query.h"

namespace server {

// How long a trace is to run: `seconds`, 1 to limits::kTraceTime, by default that.
[[nodiscard]] std::variant<std::chrono::seconds, QueryFault> read_trace_query(
    const std::map<std::string, std::string>& parameters);

}  // namespace server
