#pragma once

#include <chrono>
#include <ratio>

namespace config {

// Time is an argument: below the hall nobody reads a clock. Instants count from an arbitrary start
// (the hall uses the steady clock) and never go backwards.
struct SteadyTime {
  using rep = std::chrono::milliseconds::rep;
  using period = std::chrono::milliseconds::period;
  using duration = std::chrono::milliseconds;
  using time_point = std::chrono::time_point<SteadyTime>;
  static constexpr bool is_steady = true;
};
using Ticks = SteadyTime::duration;
using Instant = SteadyTime::time_point;

}  // namespace config
