#pragma once

#include <sys/types.h>

#include <cstdint>

namespace bench {

// What stands behind the proxies: a process that reads eight bytes, a count, from each client,
// sends so many bytes back and then throws away what comes; a client that goes ends its connection.
class ProxyTarget {
 public:
  ProxyTarget();
  ~ProxyTarget();
  ProxyTarget(const ProxyTarget&) = delete;
  ProxyTarget& operator=(const ProxyTarget&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_ = 0;
  pid_t process_ = -1;
};

}  // namespace bench
