#include "tn3270/server/admin/job_query.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "config/names.h"
#include "tn3270/server/admin/print_backend.h"

namespace server {
namespace {

std::string read_state(const std::string& value, JobQuery& query) {
  const auto found =
      std::find_if(kJobStates.begin(), kJobStates.end(),
                   [&](printers::JobState state) { return value == printers::text(state); });
  if (found != kJobStates.end()) {
    query.filter.state = *found;
    return {};
  }
  std::string names;
  for (const auto state : kJobStates) {
    names += (names.empty() ? "" : ", ") + std::string(printers::text(state));
  }
  return "state is one of " + names + ".";
}

std::string read_unfinished(const std::string& value, JobQuery& query) {
  query.filter.unfinished = value == "true";
  return value == "true" || value == "false" ? std::string() : "unfinished is true or false.";
}

// Empty, or what is wrong.
std::string read_parameter(const std::string& name, const std::string& value, JobQuery& query) {
  if (name == "printer") {
    query.filter.printer = config::LuName::parse(value);
    return query.filter.printer ? std::string()
                                : "printer: " + config::name_fault_text(value) + ".";
  }
  if (name == "state") {
    return read_state(value, query);
  }
  if (name == "unfinished") {
    return read_unfinished(value, query);
  }
  if (name == "limit") {
    const auto limit = read_limit(value);
    query.limit = limit.value_or(query.limit);
    return limit ? std::string() : limit_fault().detail;
  }
  if (name == "after") {
    const auto after = read_job_id(value);
    query.after = after.value_or(0);
    return after ? std::string() : "after is the number of a job.";
  }
  return "The list of jobs knows the parameters printer, state, unfinished, limit and after.";
}

}  // namespace

std::optional<printers::JobId> read_job_id(std::string_view text) {
  printers::JobId id = 0;
  const char* const end = text.data() + text.size();
  const auto [last, fault] = std::from_chars(text.data(), end, id);
  // SQLite's numbers have a sign.
  const bool good = fault == std::errc() && last == end && id <= INT64_MAX;
  return good ? std::optional(id) : std::nullopt;
}

std::variant<JobQuery, QueryFault> read_job_query(
    const std::map<std::string, std::string>& parameters) {
  JobQuery query;
  for (const auto& [name, value] : parameters) {
    auto fault = read_parameter(name, value, query);
    if (!fault.empty()) {
      return QueryFault{std::move(fault)};
    }
  }
  return query;
}

}  // namespace server
