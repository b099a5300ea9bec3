#include "tn3270/server/reactor/connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>

#include "config/limits.h"

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

}  // namespace

SendOutcome send_or_keep(Connection& connection, tn3270::Bytes bytes) {
  if (connection.unsent.empty()) {
    const ssize_t taken = send_some(connection.socket->native_handle(), bytes);
    if (taken < 0) {
      return SendOutcome::Failed;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(taken));
    if (bytes.empty()) {
      return SendOutcome::Sent;
    }
  }
  const std::size_t kept = connection.unsent.size() - connection.sent;
  if (kept + bytes.size() > config::limits::kUnsentOutput) {
    return SendOutcome::TooMuch;
  }
  connection.unsent.insert(connection.unsent.end(), bytes.begin(), bytes.end());
  return SendOutcome::Waiting;
}

SendOutcome send_kept(Connection& connection) {
  const tn3270::Bytes rest = tn3270::Bytes(connection.unsent).subspan(connection.sent);
  const ssize_t taken = send_some(connection.socket->native_handle(), rest);
  if (taken < 0) {
    return SendOutcome::Failed;
  }
  connection.sent += static_cast<std::size_t>(taken);
  if (connection.sent < connection.unsent.size()) {
    return SendOutcome::Waiting;
  }
  tn3270::ByteBuffer().swap(connection.unsent);  // an idle connection owns no buffer
  connection.sent = 0;
  return SendOutcome::Sent;
}

void prepare_socket(int descriptor) {
  using namespace config::limits;
  set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  set_option(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(
      descriptor, IPPROTO_TCP, TCP_KEEPIDLE,
      static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(kKeepaliveIdle).count()));
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, static_cast<int>(kKeepaliveInterval.count()));
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPCNT, kKeepaliveProbes);
  set_option(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(kUnacknowledged.count()));
}

}  // namespace server
