#include "tn3270/server/reactor/connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <span>

#include "config/limits.h"
#include "config/verify.h"

namespace server {
namespace {

// How many bytes the kernel took; -1: the connection is broken.
ssize_t send_some(int descriptor, tn3270::Bytes bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t sent =
        ::send(descriptor, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      done += static_cast<std::size_t>(sent);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      break;
    } else if (errno != EINTR) {
      return -1;
    }
  }
  return static_cast<ssize_t>(done);
}

void set_option(int descriptor, int level, int option, int value) {
  // A refused option costs speed or patience, never correctness.
  static_cast<void>(::setsockopt(descriptor, level, option, &value, sizeof value));
}

int whole_seconds(config::Ticks time) {
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(time).count());
}

SendOutcome send_raw(Connection& connection, tn3270::Bytes bytes, config::Instant now) {
  if (connection.unsent.empty()) {
    const ssize_t taken = send_some(connection.socket->native_handle(), bytes);
    if (taken < 0) {
      return SendOutcome::Failed;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(taken));
    if (bytes.empty()) {
      return SendOutcome::Sent;
    }
    connection.stalled = now;
  }
  const std::size_t kept = connection.unsent.size() - connection.sent;
  if (kept + bytes.size() > config::limits::kUnsentOutput) {
    return SendOutcome::TooMuch;
  }
  connection.unsent.insert(connection.unsent.end(), bytes.begin(), bytes.end());
  return SendOutcome::Waiting;
}

Received lost(const char* code, std::string detail) {
  return {Received::What::Lost, false, code, std::move(detail)};
}

// Gives TLS what was read, and the wire what TLS has to say.
Received through_tls(Connection& connection, tn3270::Bytes bytes, tn3270::ByteBuffer& decrypted,
                     config::Instant now) {
  const bool handshaking = shaking_hands(connection);
  tn3270::ByteBuffer answer;
  const TlsEngine::State state = connection.tls->feed(bytes, decrypted, answer);
  const SendOutcome outcome =
      answer.empty() ? SendOutcome::Sent : send_raw(connection, answer, now);
  const bool secured = handshaking && state == TlsEngine::State::Open;
  if (state == TlsEngine::State::Failed) {
    return lost(handshaking ? "TLS-HANDSHAKE" : "TLS", connection.tls->error());
  }
  if (outcome == SendOutcome::Failed || outcome == SendOutcome::TooMuch) {
    return lost("ERR", "TLS could not answer");
  }
  if (state == TlsEngine::State::Closed) {
    return lost("CLNTDISC", "the client closed TLS");
  }
  return {Received::What::Data, secured};
}

}  // namespace

SendOutcome send_or_keep(Connection& connection, tn3270::Bytes plain, config::Instant now) {
  if (!connection.tls) {
    return send_raw(connection, plain, now);
  }
  VERIFY(connection.tls->state() != TlsEngine::State::Handshaking, "TLS talks before we do");
  tn3270::ByteBuffer wire;
  if (connection.tls->state() != TlsEngine::State::Open || !connection.tls->send(plain, wire)) {
    return SendOutcome::Failed;
  }
  return send_raw(connection, wire, now);
}

SendOutcome send_kept(Connection& connection, config::Instant now) {
  const tn3270::Bytes rest = tn3270::Bytes(connection.unsent).subspan(connection.sent);
  const ssize_t taken = send_some(connection.socket->native_handle(), rest);
  if (taken < 0) {
    return SendOutcome::Failed;
  }
  if (taken > 0) {
    connection.stalled = now;
  }
  connection.sent += static_cast<std::size_t>(taken);
  if (connection.sent < connection.unsent.size()) {
    return SendOutcome::Waiting;
  }
  tn3270::ByteBuffer().swap(connection.unsent);  // an idle connection owns no buffer
  connection.sent = 0;
  return SendOutcome::Sent;
}

bool given_up(Connection& connection) {
  pollfd watched{connection.socket->native_handle(), POLLRDHUP, 0};
  return ::poll(&watched, 1, 0) > 0;
}

// The kernel's patience with what nobody reads (TCP_USER_TIMEOUT) ends about when ours does, and
// sometimes before.
Received broken(const Connection& connection) {
  if (errno != ETIMEDOUT) {
    return lost("ERR", std::strerror(errno));
  }
  return connection.unsent.empty() ? lost("KEEPALIVE", std::strerror(errno))
                                   : lost("OUTPUT-STALLED", kDoesNotRead);
}

Received receive(Connection& connection, std::span<std::uint8_t> scratch,
                 tn3270::ByteBuffer& decrypted, tn3270::Bytes& plain, config::Instant now) {
  const ssize_t size =
      ::recv(connection.socket->native_handle(), scratch.data(), scratch.size(), MSG_DONTWAIT);
  if (size == 0) {
    return lost("CLNTDISC", "the client closed the connection");
  }
  if (size < 0) {
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
      return {};
    }
    return broken(connection);
  }
  const tn3270::Bytes bytes(scratch.data(), static_cast<std::size_t>(size));
  if (!connection.tls) {
    plain = bytes;
    return {Received::What::Data};
  }
  decrypted.clear();
  Received received = through_tls(connection, bytes, decrypted, now);
  plain = decrypted;
  return received;
}

Received begin_tls(Connection& connection, std::shared_ptr<const TlsContext> context,
                   tn3270::Bytes early, tn3270::ByteBuffer& decrypted, config::Instant now) {
  connection.tls = std::make_unique<TlsEngine>(std::move(context));
  decrypted.clear();
  return early.empty() ? Received{} : through_tls(connection, early, decrypted, now);
}

Received begin_tls_as_client(Connection& connection,
                             std::shared_ptr<const TlsClientContext> context,
                             const std::string& name, tn3270::Bytes early,
                             tn3270::ByteBuffer& decrypted, config::Instant now) {
  connection.tls = std::make_unique<TlsEngine>(TlsEngine::client(std::move(context), name));
  tn3270::ByteBuffer hello;
  const TlsEngine::State state = connection.tls->start(hello);
  if (state == TlsEngine::State::Failed) {
    return lost("TLS-HANDSHAKE", connection.tls->error());
  }
  if (send_raw(connection, hello, now) == SendOutcome::Failed) {
    return broken(connection);
  }
  decrypted.clear();
  return early.empty() ? Received{} : through_tls(connection, early, decrypted, now);
}

void say_goodbye(Connection& connection, config::Instant now) {
  if (!connection.tls || connection.tls->state() != TlsEngine::State::Open) {
    return;
  }
  tn3270::ByteBuffer wire;
  connection.tls->close(wire);
  // Nobody waits for it: a client that is gone does not hear it.
  static_cast<void>(send_raw(connection, wire, now));
}

void prepare_socket(int descriptor, const config::TimingSettings& timing) {
  using namespace config::limits;
  set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  set_option(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, whole_seconds(timing.keepalive));
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, static_cast<int>(kKeepaliveInterval.count()));
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPCNT, kKeepaliveProbes);
  set_option(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT,
             static_cast<int>(
                 std::chrono::ceil<std::chrono::milliseconds>(timing.unacknowledged).count()));
}

}  // namespace server
