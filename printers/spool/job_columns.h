#pragma once

#include <cstdint>
#include <optional>

#include "printers/job.h"
#include "printers/spool/database.h"

// A row of the table `job`, both ways.
namespace printers {

// What read_job() reads, in its order.
inline constexpr const char* kJobColumns =
    "id, printer, application, name, submitter, code_page, sizes, bind, state, why, unknown, "
    "bytes, pieces, pages, sent, tries, created, next_try, ended, incomplete";

// Of the current row. Nothing: what stands there is no job, so the file is damaged.
[[nodiscard]] std::optional<JobRow> read_job(const Query& query);

[[nodiscard]] std::int64_t stored(const tn3270::ScreenSizes& sizes);  // four bytes
[[nodiscard]] std::int64_t stored(WallTime time);                     // milliseconds since 1970

}  // namespace printers
