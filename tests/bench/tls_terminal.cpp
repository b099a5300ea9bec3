#include "tests/bench/tls_terminal.h"

#include <openssl/err.h>

#include <array>
#include <stdexcept>

#include "tests/bench/keys.h"
#include "tests/bench/net.h"

namespace bench {
namespace {

TlsTerminal::Progress after_failure(SSL* ssl, int result) {
  const int error = SSL_get_error(ssl, result);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE
             ? TlsTerminal::Progress::Waits
             : TlsTerminal::Progress::Lost;
}

}  // namespace

TlsTerminal::TlsTerminal(std::uint16_t port, SSL_CTX* context, SSL_SESSION* resumed)
    : descriptor_(connect_to_loopback(port)), ssl_(SSL_new(context)) {
  SSL_set_fd(ssl_.get(), descriptor_);
  SSL_set_connect_state(ssl_.get());
  if (resumed != nullptr) {
    SSL_set_session(ssl_.get(), resumed);
  }
}

TlsTerminal::~TlsTerminal() {
  // OpenSSL takes a session for bad whose connection ended without a word.
  SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  close_hard(descriptor_);
}

TlsTerminal::Progress TlsTerminal::go_on() {
  ERR_clear_error();
  if (const int result = SSL_do_handshake(ssl_.get()); result != 1) {
    return after_failure(ssl_.get(), result);
  }
  bool screen = false;
  std::array<std::uint8_t, 8192> buffer{};
  for (;;) {
    const int size = SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()));
    if (size <= 0) {
      const Progress progress = after_failure(ssl_.get(), size);
      return screen && progress == Progress::Waits ? Progress::Screen : progress;
    }
    const Progress progress = hear({buffer.data(), static_cast<std::size_t>(size)});
    if (progress == Progress::Lost) {
      return progress;
    }
    screen = screen || progress == Progress::Screen;
  }
}

TlsTerminal::Progress TlsTerminal::hear(tn3270::Bytes bytes) {
  if (logged_on_) {
    const std::size_t size = bytes.size();
    return size >= 2 && bytes[size - 2] == 0xFF && bytes[size - 1] == 0xEF ? Progress::Screen
                                                                           : Progress::Waits;
  }
  if (!script_.hear(bytes)) {
    return Progress::Waits;
  }
  const tn3270::Bytes answer = script_.answer();
  if (answer.empty()) {
    logged_on_ = true;
    return Progress::Screen;
  }
  return SSL_write(ssl_.get(), answer.data(), static_cast<int>(answer.size())) > 0 ? Progress::Waits
                                                                                   : Progress::Lost;
}

void TlsTerminal::press_enter() {
  if (SSL_write(ssl_.get(), kEnter.data(), static_cast<int>(kEnter.size())) <= 0) {
    throw std::runtime_error("a TLS client could not press Enter");
  }
}

TlsSession TlsTerminal::session() const {
  TlsSession session(SSL_get1_session(ssl_.get()));
  if (SSL_SESSION_is_resumable(session.get()) != 1) {
    throw std::runtime_error("the server gave no ticket");
  }
  return session;
}

}  // namespace bench
