#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "config/time.h"

namespace server {

// Ends the process with status 1 if it still exists after `limit`; `farewell` runs just before.
class Watchdog {
 public:
  Watchdog(config::Ticks limit, std::function<void()> farewell);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool called_off_ = false;
  std::thread thread_;
};

}  // namespace server
