#include "printers/delivery/waiting.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <system_error>

namespace printers {
namespace {

int milliseconds_until(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  return static_cast<int>(std::clamp<decltype(left)>(left, 0, INT_MAX));
}

}  // namespace

bool Stop::wanted() const {
  pollfd one{descriptor, POLLIN, 0};
  return ::poll(&one, 1, 0) > 0;
}

Waited wait_for(int descriptor, short events, Clock::time_point until, const Stop& stop) {
  std::array<pollfd, 2> both{pollfd{descriptor, events, 0}, pollfd{stop.descriptor, POLLIN, 0}};
  for (;;) {
    const int ready = ::poll(both.data(), both.size(), milliseconds_until(until));
    if (ready < 0 && errno == EINTR) {
      continue;
    }
    if (both[0].revents != 0) {
      return Waited::Ready;
    }
    return both[1].revents != 0 ? Waited::Stopped : Waited::TimedOut;
  }
}

std::string words_for(config::Ticks time) {
  const auto tenths = (time.count() + 50) / 100;
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) {
    text += "." + std::to_string(tenths % 10);
  }
  return text + " s";
}

std::string words_for_error(int error) {
  return std::error_code(error, std::generic_category()).message();
}

}  // namespace printers
