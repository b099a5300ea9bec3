#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <thread>
#include <utility>

#include "config/settings.h"
#include "printers/delivery/delivery.h"

namespace server {

// Readable after so long, or at once when stop() is called: what a test's waits look at.
class Alarm {
 public:
  explicit Alarm(config::Ticks after);  // throws std::system_error: no descriptor is to be had
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  void stop() const;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// "printers test": each in a thread of its own, for limits::kPrinterTest at most. All calls are the
// admin thread's.
class PrinterTests {
 public:
  using PostAdmin = std::function<void(std::function<void()>)>;

  explicit PrinterTests(PostAdmin post_admin) : post_admin_(std::move(post_admin)) {}
  ~PrinterTests();
  PrinterTests(const PrinterTests&) = delete;
  PrinterTests& operator=(const PrinterTests&) = delete;

  // No other may begin now; after end(), none ever.
  [[nodiscard]] bool full() const;
  // The answer comes on the admin thread. REQUIRES: not full(); `lu` has a delivery and outlives
  // this. Throws std::system_error: no thread or descriptor is to be had.
  void begin(const config::LuSettings& lu, std::function<void(printers::ProbeResult)> answer);
  // Ends those that run: no thread of theirs is left.
  void end();

 private:
  struct Running {
    explicit Running(config::Ticks time) : alarm(time) {}
    Alarm alarm;
    std::thread thread{};
  };

  PostAdmin post_admin_;
  std::list<Running> running_;
  bool ended_ = false;
};

}  // namespace server
