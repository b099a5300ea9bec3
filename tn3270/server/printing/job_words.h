#pragma once

#include <string>

#include "config/settings.h"
#include "printers/job.h"
#include "tn3270/server/log.h"

namespace server {

[[nodiscard]] printers::WallTime wall_now();

// "job 17 of LPR1": how log lines name one.
[[nodiscard]] std::string job_text(printers::JobId job, config::LuName printer);
[[nodiscard]] std::string job_text(const printers::JobRow& row);

// At the level that the letter of its id says: "TND503W …" is a warning. REQUIRES: an id.
void log_line(Log& log, const std::string& line);

// "10 s", "1 h 30 min": when a job is tried again.
[[nodiscard]] std::string time_text(config::Ticks time);

}  // namespace server
