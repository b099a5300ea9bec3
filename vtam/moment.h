#pragma once

#include <chrono>
#include <string>

#include "config/time.h"

namespace vtam {

// When a call is made: by the hall's clock, which never goes back, and by the clock on the wall.
struct Moment {
  config::Instant now{};
  std::chrono::seconds wall{};  // since 1970-01-01 00:00, in the time of those who read it
};

[[nodiscard]] std::string date_text(const Moment& moment);  // "11/21/26"
[[nodiscard]] std::string time_text(const Moment& moment);  // "15:02:25"

}  // namespace vtam
