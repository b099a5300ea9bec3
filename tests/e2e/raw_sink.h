#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/process.h"

namespace e2e {

// A raw printer's port: a little inetd in front of the real p910nd. As such printers do, it serves
// one connection at a time; the others wait, accepted by the kernel. Each becomes a file.
class RawSink {
 public:
  explicit RawSink(std::uint16_t port = 0);  // 0: a free one
  ~RawSink();
  RawSink(const RawSink&) = delete;
  RawSink& operator=(const RawSink&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }
  // What the first connections have sent, once `count` of them have ended; fewer if they don't.
  [[nodiscard]] std::vector<std::string> jobs(std::size_t count,
                                              Milliseconds wait = std::chrono::seconds(15)) const;

 private:
  void serve();

  TemporaryFolder folder_;
  std::uint16_t port_;
  int listener_;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> served_{0};
  std::thread thread_;
};

}  // namespace e2e
