#include "tn3270/server/printing/job_words.h"

#include <chrono>

#include "config/verify.h"

namespace server {

printers::WallTime wall_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string job_text(printers::JobId job, config::LuName printer) {
  return "job " + std::to_string(job) + " of " + printer.text();
}

std::string job_text(const printers::JobRow& row) {
  return job_text(row.id, row.facts.printer);
}

void log_line(Log& log, const std::string& line) {
  constexpr std::size_t kLetter = 6;
  VERIFY(line.size() > kLetter, "a log line begins with its id");
  switch (line[kLetter]) {
    case 'E':
      return log.error(line);
    case 'W':
      return log.warning(line);
    default:
      return log.info(line);
  }
}

std::string time_text(config::Ticks time) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(time).count();
  const auto minutes = seconds / 60;
  if (minutes == 0) {
    return std::to_string(seconds) + " s";
  }
  if (minutes < 60) {
    return std::to_string(minutes) + " min" +
           (seconds % 60 == 0 ? "" : " " + std::to_string(seconds % 60) + " s");
  }
  return std::to_string(minutes / 60) + " h" +
         (minutes % 60 == 0 ? "" : " " + std::to_string(minutes % 60) + " min");
}

}  // namespace server
