#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tn3270/datastream/bytes.h"
#include "tn3270/server/tls/tls_context.h"

struct ssl_st;

namespace server {

// The server's side of one TLS connection, over memory: knows no socket. What was received goes in,
// plain text comes out, and whatever must be sent is appended to a buffer that leaves in one write.
// OpenSSL reads from the span that feed() was given (a BIO of our own), so an idle engine owns no
// buffer (SSL_MODE_RELEASE_BUFFERS). Movable, one owner, one thread.
class TlsEngine {
 public:
  enum class State : std::uint8_t {
    Handshaking,
    Open,
    Closed,  // by close_notify of either side
    Failed   // error() says why; an alert may be in the output
  };

  explicit TlsEngine(std::shared_ptr<const TlsContext> context);
  ~TlsEngine();
  TlsEngine(TlsEngine&&) noexcept;
  TlsEngine& operator=(TlsEngine&&) noexcept;

  // All of `received` is taken. `plain` gets what was decrypted, `out` what TLS itself has to say.
  State feed(tn3270::Bytes received, tn3270::ByteBuffer& plain, tn3270::ByteBuffer& out);
  // REQUIRES: state() == Open. False: it failed.
  bool send(tn3270::Bytes plain, tn3270::ByteBuffer& out);
  // close_notify, once; nothing outside Open.
  void close(tn3270::ByteBuffer& out);

  // Open, and a record has begun whose rest has not come: OpenSSL keeps it in a buffer of 16 KB.
  [[nodiscard]] bool unfinished() const;

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const std::string& error() const { return error_; }  // printable, of Failed
  [[nodiscard]] std::string description() const;  // "TLSv1.3 TLS_AES_256_GCM_SHA384", from Open on

 private:
  struct Pipe;  // where the BIO reads and writes during one call

  void shake_hands();
  void read_all(tn3270::ByteBuffer& plain);
  void fail();

  State state_ = State::Handshaking;
  std::shared_ptr<const TlsContext> context_;
  std::unique_ptr<Pipe> pipe_;
  ssl_st* native_ = nullptr;
  std::string error_;
};

}  // namespace server
