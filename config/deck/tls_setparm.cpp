#include "config/deck/tls_setparm.h"

#include <string>

namespace config::deck {
namespace {

constexpr int kMostSubtasks = 16;

bool is_subtask_count(const std::string& value) {
  const bool digits = !value.empty() && value.size() <= 2 &&
                      value.find_first_not_of("0123456789") == std::string::npos;
  const int tasks = digits ? std::stoi(value) : 0;
  return tasks >= 1 && tasks <= kMostSubtasks;
}

// Subtasks are how z/VSE shakes several hands at a time.
void subtask(const Setparm& setparm, Problems& problems) {
  if (is_subtask_count(setparm.value)) {
    problems.note(setparm.at,
                  "SUBTASK is not needed: handshakes run at the same time on all processors, "
                  "and \"admission\": {\"handshakes\": …} of JSON limits them");
  } else {
    problems.error(setparm.at, "SUBTASK is a number from 01 to 16, not '" + setparm.value +
                                   "'; write // SETPARM SUBTASK=04");
  }
}

}  // namespace

void read_tls_setparms(const Step& step, Problems& problems) {
  std::string unused;
  Position at;
  for (const Setparm& setparm : step.setparms) {
    if (setparm.name == "SUBTASK") {
      subtask(setparm, problems);
      continue;
    }
    at = unused.empty() ? setparm.at : at;
    unused += (unused.empty() ? "" : ", ") + setparm.name;
  }
  if (!unused.empty()) {
    problems.note(at, "SETPARM " + unused + ": without meaning here");
  }
}

}  // namespace config::deck
