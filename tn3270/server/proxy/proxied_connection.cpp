#include "tn3270/server/proxy/proxied_connection.h"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace server {
namespace {

using proxy::Side;

// How often one looks whether what was said before a cut has arrived.
constexpr config::Ticks kCutLook = config::limits::kDrain / 100;

void set_socket_option(int descriptor, int option, const void* value, socklen_t size) {
  // A refused option costs an urgent byte or a reset, never a connection.
  static_cast<void>(::setsockopt(descriptor, SOL_SOCKET, option, value, size));
}

// TCP's urgent byte goes on as one of the others.
void read_urgent_inline(int descriptor) {
  const int on = 1;
  set_socket_option(descriptor, SO_OOBINLINE, &on, sizeof on);
}

int socket_error(int descriptor) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

// Bytes that the other end has not confirmed.
int unacknowledged(int descriptor) {
  int bytes = 0;
  return ::ioctl(descriptor, SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

// Linux answers what nobody has read, a TLS 1.3 ticket for one, by a reset, which may overtake what
// we said last.
void end_without_reset(int descriptor) {
  constexpr int kReads = 16;
  std::array<std::uint8_t, config::limits::kReadScratch> unread{};
  static_cast<void>(::shutdown(descriptor, SHUT_WR));
  for (int turn = 0; turn < kReads; ++turn) {
    if (::recv(descriptor, unread.data(), unread.size(), MSG_DONTWAIT) <= 0) {
      return;
    }
  }
}

const char* name_of(Side side) {
  return side == Side::Client ? "the client" : "the target";
}

}  // namespace

ProxiedConnection::ProxiedConnection(asio::io_context& context, ProxyRoute& route, int descriptor,
                                     const Peer& peer, config::Instant now)
    : context_(context), route_(route), peer_(peer), began_(now) {
  Half& client = at(Side::Client);
  client.socket.emplace(context, descriptor);
  prepare_socket(descriptor, route.timing());
  read_urgent_inline(descriptor);
  passage_.connected(Side::Client);
}

ProxiedConnection::~ProxiedConnection() {
  for (Half& half : half_) {
    if (!half.socket) {
      continue;
    }
    if (half.goodbye == Goodbye::Reset) {
      const linger at_once{1, 0};
      set_socket_option(half.socket->native_handle(), SO_LINGER, &at_once, sizeof at_once);
    } else {
      end_without_reset(half.socket->native_handle());
    }
    asio::error_code ignored;
    half.socket->close(ignored);
  }
}

void ProxiedConnection::start(ProxyScratch& scratch, config::Instant now) {
  if (auto context = route_.server_tls()) {
    phase_ = Phase::ClientTls;
    at(Side::Client).tls = std::make_unique<TlsEngine>(std::move(context));
    at(Side::Client).tls->keep_half_open();
    return;
  }
  opened(Side::Client, scratch, now);
}

// The target hears of a client only when that one has shaken hands: who knocks at a port with TLS
// and speaks something else, or shows no certificate, costs it nothing.
void ProxiedConnection::opened(Side side, ProxyScratch& scratch, config::Instant now) {
  passage_.to(side).open();
  began_ = now;
  if (side == Side::Client) {
    phase_ = Phase::Connecting;
    targets_ = route_.targets();
    connect_next();
    return;
  }
  phase_ = Phase::Open;
  const tn3270::ByteBuffer waiting = passage_.to(Side::Target).take_text();
  if (!waiting.empty()) {
    tell(Side::Target, waiting, scratch);
  }
}

void ProxiedConnection::connect_next() {
  Half& target = at(Side::Target);
  if (targets_->empty()) {
    no_target_ = "its name has no address";
  }
  while (next_target_ < targets_->size()) {
    const asio::ip::tcp::endpoint& endpoint = (*targets_)[next_target_++];
    const int descriptor = ::socket(endpoint.protocol().family(),
                                    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    if (descriptor < 0) {
      no_target_ = std::strerror(errno);
      break;
    }
    target.socket.emplace(context_, descriptor);
    target.waits = {};
    prepare_socket(descriptor, route_.timing());
    read_urgent_inline(descriptor);
    const auto size = static_cast<socklen_t>(endpoint.size());
    if (::connect(descriptor, endpoint.data(), size) == 0 || errno == EINPROGRESS) {
      return;
    }
    no_target_ = std::strerror(errno);
    target.socket.reset();
  }
  finish(End::NoTarget, no_target_, Goodbye::Reset, Goodbye::Fin);
}

void ProxiedConnection::connected(ProxyScratch& scratch, config::Instant now) {
  Half& target = at(Side::Target);
  if (const int error = socket_error(target.socket->native_handle()); error != 0) {
    no_target_ = std::strerror(error);
    target.socket.reset();
    connect_next();
    return;
  }
  targets_.reset();
  passage_.connected(Side::Target);
  if (!route_.client_tls()) {
    opened(Side::Target, scratch, now);
    return;
  }
  phase_ = Phase::TargetTls;
  began_ = now;
  target.tls = std::make_unique<TlsEngine>(
      TlsEngine::client(route_.client_tls(), route_.settings().to.address));
  target.tls->keep_half_open();
  scratch.answer.clear();
  if (target.tls->start(scratch.answer) == TlsEngine::State::Failed) {
    tls_failed(Side::Target);
    return;
  }
  send(Side::Target, scratch.answer);
}

bool ProxiedConnection::wants_read(Side side) const {
  return !ending_ && passage_.reads(side);
}

bool ProxiedConnection::wants_write(Side side) const {
  const bool connecting = side == Side::Target && phase_ == Phase::Connecting;
  return !ending_ && at(side).socket && (connecting || passage_.writes(side));
}

bool ProxiedConnection::wants_alarm(Side side) const {
  const bool connecting = side == Side::Target && phase_ == Phase::Connecting;
  return !ending_ && at(side).socket && !connecting && !wants_read(side) && !at(side).false_alarm &&
         passage_.to(side).state() != proxy::Direction::State::Told;
}

std::optional<config::Instant> ProxiedConnection::due() const {
  if (ending_) {
    return std::nullopt;
  }
  switch (phase_) {
    case Phase::ClientTls:
    case Phase::TargetTls:
      return began_ + route_.timing().tls_handshake;
    case Phase::Connecting:
      return began_ + config::limits::kProxyConnect;
    case Phase::Open:
      break;
  }
  if (cut_look_) {
    return cut_look_;
  }
  if (passage_.is_cut()) {
    return began_ + config::limits::kDrain;
  }
  return passage_.is_ending() ? std::optional(began_ + config::limits::kProxyHalfClosed)
                              : std::nullopt;
}

void ProxiedConnection::on_due(config::Instant now) {
  switch (phase_) {
    case Phase::ClientTls:
      finish(End::ClientTls, "the client did not finish the TLS handshake", Goodbye::Reset,
             Goodbye::Fin);
      return;
    case Phase::Connecting:
      finish(End::NoTarget, "it does not answer", Goodbye::Reset, Goodbye::Fin);
      return;
    case Phase::TargetTls:
      finish(End::NoTarget, "it did not finish the TLS handshake", Goodbye::Reset, Goodbye::Reset);
      return;
    case Phase::Open:
      break;
  }
  if (passage_.is_cut()) {
    pass_cut(now);
    return;
  }
  finish(End::TimedOut, "one side had closed, and nothing moved", Goodbye::Reset, Goodbye::Reset);
}

void ProxiedConnection::on_alarm(Side side) {
  if (const int error = socket_error(at(side).socket->native_handle()); error != 0) {
    broken(side, error);
  } else {
    at(side).false_alarm = true;
  }
}

void ProxiedConnection::cut_off(std::string why) {
  if (!ending_) {
    finish(End::Broken, std::move(why), Goodbye::Reset, Goodbye::Reset);
  }
}

// A reset has no order: what is on its way is lost with it, as it would be without us.
void ProxiedConnection::broken(Side side, int error) {
  finish(End::Broken, std::string(name_of(side)) + ": " + std::strerror(error), Goodbye::Reset,
         Goodbye::Reset);
}

void ProxiedConnection::tls_failed(Side side) {
  const std::string& why = at(side).tls->error();
  // The alert must arrive, so that side sees an end and no reset.
  const Goodbye client = side == Side::Client ? Goodbye::Fin : Goodbye::Reset;
  const Goodbye target = side == Side::Target ? Goodbye::Fin : Goodbye::Reset;
  switch (phase_) {
    case Phase::ClientTls:
      finish(End::ClientTls, why, client, target);
      return;
    case Phase::TargetTls:
      finish(End::NoTarget, why, client, target);
      return;
    case Phase::Connecting:
    case Phase::Open:
      finish(End::Broken, std::string(name_of(side)) + ": " + why, client, target);
  }
}

void ProxiedConnection::finish(End end, std::string why, Goodbye client, Goodbye target) {
  if (ending_) {
    return;
  }
  ending_ = Ending{end, std::move(why)};
  at(Side::Client).goodbye = client;
  at(Side::Target).goodbye = target;
}

// Ends and cuts go on to the other side as soon as all before them has.
void ProxiedConnection::pass_ends(ProxyScratch& scratch, config::Instant now) {
  for (const Side side : {Side::Client, Side::Target}) {
    if (!ending_) {
      pass_end(side, scratch);
    }
  }
  if (ending_) {
    return;
  }
  if (passage_.is_over()) {
    finish(End::Finished, "both sides closed", Goodbye::Fin, Goodbye::Fin);
  } else if (passage_.is_cut_through() && !cut_look_) {
    pass_cut(now);
  }
}

void ProxiedConnection::pass_end(Side side, ProxyScratch& scratch) {
  proxy::Direction& direction = passage_.to(side);
  Half& half = at(side);
  if (direction.seals()) {
    if (half.tls) {
      scratch.answer.clear();
      half.tls->close(scratch.answer);
      send(side, scratch.answer);
    }
    if (ending_) {
      return;
    }
    direction.sealed();
  }
  if (direction.tells()) {
    // It fails only for a connection that has gone, which reading will say.
    static_cast<void>(::shutdown(half.socket->native_handle(), SHUT_WR));
    direction.told();
  }
}

// Without its close_notify, the end of a TLS connection says by itself that it was cut. In clear
// text only a reset does, which may overtake what was said before: that must have arrived.
void ProxiedConnection::pass_cut(config::Instant now) {
  Half& sink = at(proxy::other(*passage_.cut_side()));
  const bool late = now >= began_ + config::limits::kDrain;
  if (!late && (!passage_.is_cut_through() ||
                (!sink.tls && sink.socket && unacknowledged(sink.socket->native_handle()) > 0))) {
    cut_look_ = now + kCutLook;
    return;
  }
  const Goodbye goodbye = sink.tls ? Goodbye::Fin : Goodbye::Reset;
  finish(End::Broken, cut_why_, goodbye, goodbye);
}

}  // namespace server
