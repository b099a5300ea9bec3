#include "printers/job.h"

namespace printers {

const char* text(JobState state) {
  switch (state) {
    case JobState::Open:
      return "open";
    case JobState::Queued:
      return "queued";
    case JobState::Sending:
      return "sending";
    case JobState::Retry:
      return "retry";
    case JobState::Held:
      return "held";
    case JobState::Printed:
      return "printed";
    case JobState::Failed:
      return "failed";
    case JobState::Cancelled:
      return "cancelled";
  }
  return "";
}

}  // namespace printers
