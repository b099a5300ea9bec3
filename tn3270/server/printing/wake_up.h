#pragma once

#include "config/time.h"

namespace server {

// What a thread without an Asio context sleeps on. signal() may be called from any thread; one that
// comes before wait() is not lost.
class WakeUp {
 public:
  WakeUp();  // throws std::system_error: no descriptor is to be had
  ~WakeUp();
  WakeUp(const WakeUp&) = delete;
  WakeUp& operator=(const WakeUp&) = delete;

  void signal() const;
  // Until signal() or so long; takes all signals that have come.
  void wait(config::Ticks at_most) const;
  // Readable once signalled; for those who poll it themselves.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace server
