#include "tn3270/server/admin/trace_query.h"

#include <charconv>

#include "config/limits.h"

namespace server {

std::variant<std::chrono::seconds, QueryFault> read_trace_query(
    const std::map<std::string, std::string>& parameters) {
  std::chrono::seconds time = config::limits::kTraceTime;
  for (const auto& [name, value] : parameters) {
    if (name != "seconds") {
      return QueryFault{"A trace takes the parameter seconds and no other."};
    }
    std::chrono::seconds::rep number = 0;
    const auto* const end = value.data() + value.size();
    const auto [behind, error] = std::from_chars(value.data(), end, number);
    time = std::chrono::seconds(number);
    if (error != std::errc() || behind != end || number < 1 || time > config::limits::kTraceTime) {
      return QueryFault{"seconds is a number from 1 to " +
                        std::to_string(config::limits::kTraceTime.count()) + "."};
    }
  }
  return time;
}

}  // namespace server
