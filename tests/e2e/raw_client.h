#pragma once

#include <cstdint>
#include <string>

#include "tests/doubles/scripted_terminal.h"
#include "tests/e2e/process.h"

namespace e2e {

// A TCP connection to a daemon, for what no real client would send.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False: the other end is closed.
  bool send(const tn3270::ByteBuffer& bytes) const;
  // Sends until the kernel takes no more; returns how many bytes it took, at most `most`.
  std::size_t flood(const tn3270::ByteBuffer& bytes, std::size_t most) const;
  // True when the server has closed the connection within `wait`; what it sent is thrown away.
  [[nodiscard]] bool closed_within(Milliseconds wait) const;
  // Negotiates like a terminal until it is ready.
  bool log_on(doubles::ScriptedTerminal& terminal) const;

 private:
  int socket_;
};

}  // namespace e2e
