#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "config/time.h"

namespace server {

// What people call an Instant: "2026-11-21T07:30:00Z". The hall passes one that knows today's date;
// tests a fixed one.
using WallClock = std::function<std::string(config::Instant now, config::Instant then)>;
[[nodiscard]] WallClock system_wall_clock();

// The same as a trace says it: "07:30:00.123", UTC.
[[nodiscard]] WallClock system_time_of_day();

// What the clock on the wall shows here, as seconds since 1970-01-01 00:00: for users' screens.
using LocalTime = std::function<std::chrono::seconds()>;
[[nodiscard]] LocalTime system_local_time();

// The steady clock of the hall: the only place that reads it.
[[nodiscard]] config::Instant steady_now();

}  // namespace server
