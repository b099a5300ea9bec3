#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "tests/bench/tls_terminal.h"

namespace bench {

using Clock = std::chrono::steady_clock;

// One key and its screen.
struct Typed {
  Clock::time_point due;  // when it was to be pressed
  Clock::time_point pressed;
  Clock::time_point answered;
};

// People in TLS sessions: each presses Enter, waits for the screen, looks at it for half a second
// to a second, and goes on. On one epoll, which is worked by whoever calls type().
class Typists {
 public:
  // Logs all on. Throws if one is refused.
  Typists(std::uint16_t port, SSL_CTX* context, std::size_t count);
  ~Typists();
  Typists(const Typists&) = delete;
  Typists& operator=(const Typists&) = delete;

  // Until stop(), and until all keys are answered; in the caller's thread. Throws if one gets no
  // screen for 20 s.
  void type();
  void stop() { stopped_ = true; }  // from any thread
  // REQUIRES: type() has returned.
  [[nodiscard]] const std::vector<Typed>& typed() const { return typed_; }

 private:
  struct One {
    std::unique_ptr<TlsTerminal> terminal;
    Typed now{};
  };
  struct Due {
    Clock::time_point time;
    std::size_t who = 0;
    bool operator>(const Due& other) const { return time > other.time; }
  };
  void log_on(std::size_t who, std::uint16_t port, SSL_CTX* context);
  [[nodiscard]] std::chrono::microseconds think(int least_ms, int most_ms);

  int epoll_;
  std::vector<One> all_;
  std::vector<Typed> typed_;
  std::mt19937 random_{3270};
  std::atomic<bool> stopped_{false};
};

}  // namespace bench
