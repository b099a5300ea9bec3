#pragma once

#include <cstdint>
#include <string>

#include "tests/e2e/process.h"

namespace e2e {

// Debian's stunnel with its package's settings: TLS on a free port of loopback, clear text behind.
class Stunnel {
 public:
  // `certificate`: key and certificate in one file; `more`: settings of its service, lines.
  Stunnel(const std::string& certificate, std::uint16_t target, const std::string& more = {});
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t pid() const { return process_.pid(); }

 private:
  [[nodiscard]] std::string configure(const std::string& certificate, std::uint16_t target,
                                      const std::string& more) const;

  TemporaryFolder folder_;
  std::uint16_t port_;
  Process process_;
};

}  // namespace e2e
