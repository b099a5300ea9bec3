#include "tn3270/server/wall_clock.h"

#include <array>
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

config::Instant steady_now() {
  return config::Instant(std::chrono::duration_cast<config::Ticks>(
      std::chrono::steady_clock::now().time_since_epoch()));
}

}  // namespace server
