#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "tn3270/datastream/bytes.h"
#include "tn3270/server/tls/peer_certificate.h"
#include "tn3270/server/tls/tls_client_context.h"
#include "tn3270/server/tls/tls_context.h"

struct ssl_st;

namespace server {

// One side of one TLS connection, over memory: knows no socket. What was received goes in, plain
// text comes out, and whatever must be sent is appended to a buffer that leaves in one write.
// OpenSSL reads from the span that feed() was given (a BIO of our own), so an idle engine owns no
// buffer (SSL_MODE_RELEASE_BUFFERS). Movable, one owner, one thread.
class TlsEngine {
 public:
  enum class State : std::uint8_t {
    Handshaking,
    Open,
    PeerClosed,  // the peer sent close_notify and send() goes on; only with keep_half_open()
    WeClosed,    // we sent close_notify and feed() goes on; only with keep_half_open()
    Closed,      // by close_notify of either side, with keep_half_open() of both
    Failed       // error() says why; an alert may be in the output
  };

  // The server's side.
  explicit TlsEngine(std::shared_ptr<const TlsContext> context);
  // The client's side of a connection to `server_name`: a host name, or a literal address.
  [[nodiscard]] static TlsEngine client(std::shared_ptr<const TlsClientContext> context,
                                        const std::string& server_name);
  ~TlsEngine();
  TlsEngine(TlsEngine&&) noexcept;
  TlsEngine& operator=(TlsEngine&&) noexcept;

  // From here on a side that has closed still hears the other one.
  void keep_half_open() { half_open_ = true; }

  // A client's first words; a server has none.
  State start(tn3270::ByteBuffer& out);
  // All of `received` is taken. `plain` gets what was decrypted, `out` what TLS itself has to say.
  State feed(tn3270::Bytes received, tn3270::ByteBuffer& plain, tn3270::ByteBuffer& out);
  // REQUIRES: can_send(). False: it failed.
  bool send(tn3270::Bytes plain, tn3270::ByteBuffer& out);
  // close_notify, once. While it shakes hands: as soon as that is done, since a peer takes a
  // handshake that is cut short for a fault, even if there is nothing to say (APAR IT13168).
  void close(tn3270::ByteBuffer& out);

  // Open, and a record has begun whose rest has not come: OpenSSL keeps it in a buffer of 16 KB.
  [[nodiscard]] bool unfinished() const;
  [[nodiscard]] bool can_send() const {
    return state_ == State::Open || state_ == State::PeerClosed;
  }
  // close_notify came. A connection that ends without was cut off.
  [[nodiscard]] bool peer_has_closed() const;

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const std::string& error() const { return error_; }  // printable, of Failed
  [[nodiscard]] bool distrusts() const;  // of Failed: we have refused the peer's certificate
  [[nodiscard]] std::string description() const;  // "TLSv1.3 TLS_AES_256_GCM_SHA384", from Open on
  // From Open on; derived anew by each call. Nothing: the peer has shown none.
  [[nodiscard]] std::optional<PeerCertificate> peer_certificate() const;
  [[nodiscard]] bool was_resumed() const;  // from Open on

 private:
  struct Pipe;  // where the BIO reads and writes during one call
  TlsEngine(std::shared_ptr<const void> context, ssl_st* native, std::unique_ptr<Pipe> pipe);

  void shake_hands();
  void read_all(tn3270::ByteBuffer& plain);
  void peer_closed();
  void say_closed();
  void fail();

  State state_ = State::Handshaking;
  bool half_open_ = false;
  bool closing_ = false;                 // close() came before the end of the handshake
  std::shared_ptr<const void> context_;  // its own or the client's
  std::unique_ptr<Pipe> pipe_;
  ssl_st* native_ = nullptr;
  std::string error_;
};

}  // namespace server
