#pragma once

#include <sys/types.h>

#include <cstdint>

#include "tests/bench/load_client.h"

namespace bench {

// The least that could say the same bytes: one process, one epoll, a table of canned answers. What
// any server pays for the kernel; the comparison of every rate.
class BareServer {
 public:
  explicit BareServer(const Transcript& transcript);
  ~BareServer();
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace bench
