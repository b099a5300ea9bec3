#pragma once

#include <string>

#include "config/settings.h"
#include "printers/job.h"

namespace server {

[[nodiscard]] printers::WallTime wall_now();

// "job 17 of LPR1": how log lines name one.
[[nodiscard]] std::string job_text(printers::JobId job, config::LuName printer);
[[nodiscard]] std::string job_text(const printers::JobRow& row);

// "10 s", "1 h 30 min": when a job is tried again.
[[nodiscard]] std::string time_text(config::Ticks time);

}  // namespace server
