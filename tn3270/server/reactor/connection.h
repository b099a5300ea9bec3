#pragma once

#include <asio/io_context.hpp>
#include <asio/posix/basic_stream_descriptor.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "config/settings.h"
#include "config/time.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/server/admission.h"
#include "tn3270/server/tls/tls_engine.h"

namespace server {

// The executor's plain type keeps an idle connection small.
using Descriptor = asio::posix::basic_stream_descriptor<asio::io_context::executor_type>;

// The socket's side of a slot. `serial` tells the handlers of this connection from those of an
// earlier one.
struct Connection {
  std::optional<Descriptor> socket;
  std::uint64_t serial = 0;
  std::unique_ptr<TlsEngine> tls;  // null: clear text
  std::unique_ptr<Visit> visit;    // null: nobody counts it
  tn3270::ByteBuffer unsent;  // as for the wire; empty while the client reads as fast as we write
  std::size_t sent = 0;       // how much of `unsent` is out
  config::Instant stalled;    // since when nothing of `unsent` went out
  bool greeted = false;       // TLS: the ClientHello, whose answer is the work, has been read
  bool waiting_write = false;
  bool waiting_read = false;
};

// What became of a write.
enum class SendOutcome : std::uint8_t { Sent, Waiting, TooMuch, Failed };

// Sends plain text (through TLS where there is one) without blocking; what the kernel does not take
// is kept, up to limits::kUnsentOutput. REQUIRES: TLS is not handshaking.
[[nodiscard]] SendOutcome send_or_keep(Connection& connection, tn3270::Bytes plain,
                                       config::Instant now);
// Sends kept bytes.
[[nodiscard]] SendOutcome send_kept(Connection& connection, config::Instant now);

// What one read has brought.
struct Received {
  enum class What : std::uint8_t {
    Nothing,  // try again when there is more
    Data,     // `plain`, which may be empty while TLS is talking
    Lost      // `code` and `detail` say why; what came before it is in `plain`
  };
  What what = What::Nothing;
  bool secured = false;  // the TLS handshake has just ended
  const char* code = "";
  std::string detail{};
};

// Whether TLS has not begun to carry data yet.
[[nodiscard]] inline bool shaking_hands(const Connection& connection) {
  return connection.tls && connection.tls->state() == TlsEngine::State::Handshaking;
}
// The client has closed its side; what it said before may still be unread.
[[nodiscard]] bool given_up(Connection& connection);

inline constexpr const char* kDoesNotRead = "the client does not read what it asked for";

// Why a call on the socket has just failed, which errno says.
[[nodiscard]] Received broken(const Connection& connection);

// Reads once. `plain` refers to `scratch` or `decrypted` and is valid until they are used again.
// TLS's own answers are sent.
[[nodiscard]] Received receive(Connection& connection, std::span<std::uint8_t> scratch,
                               tn3270::ByteBuffer& decrypted, tn3270::Bytes& plain,
                               config::Instant now);

// From here on the connection speaks TLS; `early` are its first bytes, read already.
[[nodiscard]] Received begin_tls(Connection& connection, std::shared_ptr<const TlsContext> context,
                                 tn3270::Bytes early, tn3270::ByteBuffer& decrypted,
                                 config::Instant now);

// The same as the client of `name`; `early` are the server's first bytes, read already: none as a
// rule. `decrypted` is scratch.
[[nodiscard]] Received begin_tls_as_client(Connection& connection,
                                           std::shared_ptr<const TlsClientContext> context,
                                           const std::string& name, tn3270::Bytes early,
                                           tn3270::ByteBuffer& decrypted, config::Instant now);

// close_notify, if there is somebody to hear it.
void say_goodbye(Connection& connection, config::Instant now);

// TCP_NODELAY (one record, one segment), keepalive and user time-out of an accepted socket.
void prepare_socket(int descriptor, const config::TimingSettings& timing);

}  // namespace server
