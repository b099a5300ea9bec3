#include "tn3270/server/watchdog.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace server {
namespace {

constexpr std::string_view kFarewell =
    "TND003E the end took too long; the process is ended as it is\n";

// Not through the log: its writer may be what is stuck.
[[noreturn]] void end_now() {
  static_cast<void>(::fcntl(STDERR_FILENO, F_SETFL, O_NONBLOCK));
  static_cast<void>(::write(STDERR_FILENO, kFarewell.data(), kFarewell.size()));
  std::_Exit(EXIT_FAILURE);
}

}  // namespace

Watchdog::Watchdog(config::Ticks limit)
    : thread_([this, limit] {
        std::unique_lock<std::mutex> lock(mutex_);
        if (!changed_.wait_for(lock, limit, [this] { return called_off_; })) {
          end_now();
        }
      }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    called_off_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

}  // namespace server
