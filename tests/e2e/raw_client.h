#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "tests/doubles/scripted_terminal.h"
#include "tests/e2e/loopback.h"
#include "tests/e2e/process.h"

namespace e2e {

// A TCP connection to a daemon, in clear or in TLS, for what no real client would send.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, Keeps keeps = Keeps::Much);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // TLS from here on, the certificate not verified. False: the handshake failed.
  bool start_tls();
  // The two halves of it: a ClientHello, to be sent in the clear with other bytes, and the rest of
  // the handshake, whose beginning may have been read with others.
  [[nodiscard]] tn3270::ByteBuffer prepare_tls();
  bool finish_tls(const tn3270::ByteBuffer& read_ahead);

  // False: the other end is closed.
  bool send(const tn3270::ByteBuffer& bytes) const;
  // What came within `wait`; nullopt: nothing. Empty: the other end is closed.
  [[nodiscard]] std::optional<tn3270::ByteBuffer> receive(Milliseconds wait) const;
  // Sends `bytes` over and over until the kernel takes no more; returns how many it took, at most
  // `most`.
  std::size_t flood(const tn3270::ByteBuffer& bytes, std::size_t most) const;
  // True when the server has closed the connection within `wait`; what it sent is thrown away.
  [[nodiscard]] bool closed_within(Milliseconds wait) const;

  // Lets the terminal talk until `done`. False: closed, or `wait` has passed.
  bool talk(doubles::ScriptedTerminal& terminal, const std::function<bool()>& done,
            Milliseconds wait = std::chrono::seconds(5)) const;
  // Negotiates like a terminal until it is ready.
  bool log_on(doubles::ScriptedTerminal& terminal) const;
  // Sends what the terminal has to say and waits for one more record.
  bool exchange(doubles::ScriptedTerminal& terminal) const;

 private:
  struct Secure;
  int socket_;
  std::unique_ptr<Secure> prepared_;
  std::unique_ptr<Secure> secure_;
};

}  // namespace e2e
