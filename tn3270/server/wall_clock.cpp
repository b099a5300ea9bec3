#include "tn3270/server/wall_clock.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace server {

WallClock system_wall_clock() {
  return [](config::Instant now, config::Instant then) {
    const auto wall = std::chrono::system_clock::now() - (now - then);
    const std::time_t seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(wall));
    std::tm broken_down{};
    gmtime_r(&seconds, &broken_down);
    std::array<char, 32> text{};
    const std::size_t size =
        std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &broken_down);
    return std::string(text.data(), size);
  };
}

WallClock system_time_of_day() {
  return [](config::Instant now, config::Instant then) {
    const auto wall = std::chrono::system_clock::now() - (now - then);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::milliseconds>(
        wall - std::chrono::floor<std::chrono::days>(wall)));
    std::array<char, 32> text{};
    const int size = std::snprintf(
        text.data(), text.size(), "%02d:%02d:%02d.%03d", static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
        static_cast<int>(time.subseconds().count()));
    return std::string(text.data(), static_cast<std::size_t>(size));
  };
}

LocalTime system_local_time() {
  return [] {
    const std::time_t utc = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm here{};
    localtime_r(&utc, &here);
    return std::chrono::seconds(utc + here.tm_gmtoff);
  };
}

config::Instant steady_now() {
  return config::Instant(std::chrono::duration_cast<config::Ticks>(
      std::chrono::steady_clock::now().time_since_epoch()));
}

}  // namespace server
