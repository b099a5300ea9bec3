#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/process.h"

namespace e2e {

// One job as LPRng gave it to the filter of its queue.
struct SpooledJob {
  std::string bytes;
  // The filter's arguments, one a line: "-hHOST", "-nUSER", "-Jjob name", "-ffile", "-CA", "-Ff" …
  std::string arguments;
};

// A real LPRng with the queue "lp" on a free port of loopback; each job becomes a file.
class LpdSink {
 public:
  LpdSink();
  ~LpdSink();
  LpdSink(const LpdSink&) = delete;
  LpdSink& operator=(const LpdSink&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }
  // The first jobs in the order of their end, once there are `count`; fewer if they don't come.
  [[nodiscard]] std::vector<SpooledJob> jobs(std::size_t count,
                                             Milliseconds wait = std::chrono::seconds(15)) const;

 private:
  TemporaryFolder folder_;
  std::uint16_t port_;
  std::unique_ptr<Process> process_;
};

}  // namespace e2e
