#pragma once

#include <cstdint>

#include "tests/e2e/process.h"

namespace e2e {

// Debian's socat: the plainest relay there is, a process for each connection.
class Socat {
 public:
  explicit Socat(std::uint16_t target);
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t pid() const { return process_.pid(); }

 private:
  std::uint16_t port_;
  Process process_;
};

}  // namespace e2e
