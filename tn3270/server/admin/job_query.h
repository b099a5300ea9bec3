#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "config/limits.h"
#include "printers/job.h"
#include "printers/spool/spool.h"
#include "tn3270/server/admin/page_query.h"

namespace server {

// Digits that are the number of a job, which may not exist.
[[nodiscard]] std::optional<printers::JobId> read_job_id(std::string_view text);

// Which rows of the list of jobs are asked for: filters that must all hold, and a page.
struct JobQuery {
  printers::JobFilter filter{};
  std::size_t limit = config::limits::kListDefault;
  printers::JobId after = 0;
};
[[nodiscard]] std::variant<JobQuery, QueryFault> read_job_query(
    const std::map<std::string, std::string>& parameters);

}  // namespace server
