#pragma once

#include <sys/types.h>

#include <cstdint>

namespace bench {

// The least that could stand between: one process, one epoll, and what comes from one side is sent
// to the other. What any gateway pays for the kernel.
class BareRelay {
 public:
  explicit BareRelay(std::uint16_t target);
  ~BareRelay();
  BareRelay(const BareRelay&) = delete;
  BareRelay& operator=(const BareRelay&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t pid() const { return process_; }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace bench
