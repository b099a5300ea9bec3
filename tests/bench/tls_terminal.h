#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>

#include "tests/bench/logon_script.h"
#include "tests/bench/tls_load_client.h"

namespace bench {

struct FreeSession {
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using TlsSession = std::unique_ptr<SSL_SESSION, FreeSession>;

// One TN3270E client over TLS on a socket that does not block: its logon, then keys and screens.
// Whoever owns it waits for the socket.
class TlsTerminal {
 public:
  // Begins to connect. `resumed`: the session that is offered to the server; null: a full
  // handshake.
  TlsTerminal(std::uint16_t port, SSL_CTX* context, SSL_SESSION* resumed);
  // Its connection is reset.
  ~TlsTerminal();
  TlsTerminal(const TlsTerminal&) = delete;
  TlsTerminal& operator=(const TlsTerminal&) = delete;

  enum class Progress : std::uint8_t { Waits, Screen, Lost };
  // Takes all that has come. Screen: the first one is complete, or the one that answers a key.
  [[nodiscard]] Progress go_on();
  // Types ADA and presses Enter. REQUIRES: there is a screen. Throws if the server has gone.
  void press_enter();

  [[nodiscard]] int descriptor() const { return descriptor_; }
  // The handshake is over.
  [[nodiscard]] bool secured() const { return SSL_is_init_finished(ssl_.get()) == 1; }
  [[nodiscard]] bool resumed() const { return SSL_session_reused(ssl_.get()) == 1; }
  // What a later connection may resume. REQUIRES: there was a screen. Throws if the server allows
  // none.
  [[nodiscard]] TlsSession session() const;

 private:
  [[nodiscard]] Progress hear(tn3270::Bytes bytes);

  int descriptor_;
  Ssl ssl_;
  LogonScript script_;
  bool logged_on_ = false;
};

}  // namespace bench
