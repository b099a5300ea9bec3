#include "tn3270/server/watchdog.h"

#include <cstdlib>
#include <utility>

namespace server {

Watchdog::Watchdog(config::Ticks limit, std::function<void()> farewell)
    : thread_([this, limit, farewell = std::move(farewell)] {
        std::unique_lock<std::mutex> lock(mutex_);
        if (!changed_.wait_for(lock, limit, [this] { return called_off_; })) {
          farewell();
          std::_Exit(EXIT_FAILURE);
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
