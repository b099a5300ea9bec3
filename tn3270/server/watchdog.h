#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "config/time.h"

namespace server {

// Ends the process with status 1 if it still exists after `limit`, with a last line on standard
// error that waits for nobody.
class Watchdog {
 public:
  explicit Watchdog(config::Ticks limit);
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
