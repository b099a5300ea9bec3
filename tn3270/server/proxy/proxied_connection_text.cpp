#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/proxy/proxied_connection.h"

namespace server {
namespace {

using proxy::Side;

// Reads of one connection before others have their turn.
constexpr std::size_t kReads = 2;

// How many bytes the kernel took; -1: the connection is broken.
ssize_t write_some(int descriptor, tn3270::Bytes bytes) {
  for (;;) {
    const ssize_t sent =
        ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      return sent;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return 0;
    }
    if (errno != EINTR) {
      return -1;
    }
  }
}

}  // namespace

// In a storm of clients that try again after three seconds (APAR IT17700) work for those who have
// gone would be all that is done. Later, the end may follow the last words of an honest client.
bool ProxiedConnection::given_up() {
  pollfd client{at(Side::Client).socket->native_handle(), POLLRDHUP, 0};
  return ::poll(&client, 1, 0) > 0;
}

void ProxiedConnection::on_readable(Side side, ProxyScratch& scratch, config::Instant now) {
  at(side).false_alarm = false;
  if (phase_ == Phase::ClientTls && !std::exchange(greeted_, true) && given_up()) {
    finish(End::ClientTls, "the client gave up before the TLS handshake", Goodbye::Reset,
           Goodbye::Fin);
    return;
  }
  for (std::size_t turn = 0; turn < kReads && wants_read(side); ++turn) {
    const ssize_t size = ::recv(at(side).socket->native_handle(), scratch.read.data(),
                                scratch.read.size(), MSG_DONTWAIT);
    if (size < 0) {
      if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        broken(side, errno);
      }
      return;
    }
    if (size == 0) {
      heard_end(side, now);
    } else {
      heard(side, tn3270::Bytes(scratch.read).first(static_cast<std::size_t>(size)), scratch, now);
    }
    if (!ending_) {
      pass_ends(scratch, now);
    }
    if (static_cast<std::size_t>(size) < scratch.read.size()) {
      return;
    }
  }
}

void ProxiedConnection::on_writable(Side side, ProxyScratch& scratch, config::Instant now) {
  if (side == Side::Target && phase_ == Phase::Connecting) {
    connected(scratch, now);
    if (!ending_) {
      pass_ends(scratch, now);
    }
    return;
  }
  proxy::Direction& direction = passage_.to(side);
  if (direction.kept().empty()) {
    return;
  }
  const ssize_t taken = write_some(at(side).socket->native_handle(), direction.kept());
  if (taken < 0) {
    broken(side, errno);
    return;
  }
  direction.took(static_cast<std::size_t>(taken));
  if (phase_ == Phase::Open && !passage_.is_cut()) {
    began_ = now;
  }
  pass_ends(scratch, now);
}

void ProxiedConnection::heard(Side side, tn3270::Bytes bytes, ProxyScratch& scratch,
                              config::Instant now) {
  if (phase_ == Phase::Open) {
    began_ = now;
  }
  Half& half = at(side);
  if (!half.tls) {
    tell(proxy::other(side), bytes, scratch);
    return;
  }
  scratch.plain.clear();
  scratch.answer.clear();
  const TlsEngine::State state = half.tls->feed(bytes, scratch.plain, scratch.answer);
  send(side, scratch.answer);
  const bool failed = state == TlsEngine::State::Failed;
  if (!ending_ && !failed && state != TlsEngine::State::Handshaking &&
      !passage_.to(side).is_open()) {
    opened(side, scratch, now);
  }
  if (!ending_ && !scratch.plain.empty()) {
    tell(proxy::other(side), scratch.plain, scratch);
  }
  if (failed) {
    tls_failed(side);
  } else if (half.tls->peer_has_closed()) {
    passage_.to(proxy::other(side)).said_all();
  }
}

void ProxiedConnection::heard_end(Side side, config::Instant now) {
  began_ = now;
  if (!at(side).tls) {
    passage_.to(proxy::other(side)).said_all();
    return;
  }
  const bool client = side == Side::Client;
  if (!passage_.to(side).is_open()) {
    finish(client ? End::ClientTls : End::NoTarget,
           client ? "the client gave up before the TLS handshake"
                  : "it closed the connection before the TLS handshake",
           client ? Goodbye::Fin : Goodbye::Reset, Goodbye::Fin);
    return;
  }
  passage_.cut(side);
  cut_why_ = client ? "the client closed without the end of TLS"
                    : "the target closed without the end of TLS";
}

void ProxiedConnection::tell(Side side, tn3270::Bytes text, ProxyScratch& scratch) {
  proxy::Direction& direction = passage_.to(side);
  if (!direction.is_open()) {
    direction.wait(text);
    return;
  }
  Half& half = at(side);
  half.told += text.size();
  if (!half.tls) {
    send(side, text);
    return;
  }
  scratch.sealed.clear();
  if (half.tls->send(text, scratch.sealed)) {
    send(side, scratch.sealed);
  } else {
    tls_failed(side);
  }
}

void ProxiedConnection::send(Side side, tn3270::Bytes wire) {
  proxy::Direction& direction = passage_.to(side);
  // Who has been told the end is told nothing more; TLS may still want to answer it.
  if (wire.empty() || direction.state() == proxy::Direction::State::Told) {
    return;
  }
  if (direction.kept().empty()) {
    const ssize_t taken = write_some(at(side).socket->native_handle(), wire);
    if (taken < 0) {
      broken(side, errno);
      return;
    }
    wire = wire.subspan(static_cast<std::size_t>(taken));
  }
  if (!wire.empty() && !direction.keep(wire)) {
    finish(End::Broken, "TLS is asked and its answers are not read", Goodbye::Reset,
           Goodbye::Reset);
  }
}

}  // namespace server
