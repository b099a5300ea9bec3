#include "printers/delivery/socket_stream.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace printers {
namespace {

// What one call gives to the kernel: between two, Stop is asked for and progress is told.
constexpr std::uint64_t kChunk = 256U << 10U;
// What is sealed at once: a few of TLS' records.
constexpr std::size_t kSealed = 64U << 10U;
// Of what nobody has taken out of input().
constexpr std::size_t kMostInput = 4U << 10U;

// How often a silent printer is asked how much it has taken.
constexpr config::Ticks kLookAtTaken = std::chrono::seconds(1);
// After the other side's end: whether it breaks the connection nevertheless.
constexpr config::Ticks kLookAgain = std::chrono::milliseconds(20);

bool would_block(int error) {
  return error == EAGAIN || error == EWOULDBLOCK;
}

// Of sendfile(): its file is the reason, not its socket.
bool is_about_the_file(int error) {
  return error == EIO || error == EINVAL || error == EOVERFLOW || error == ENOMEM;
}

}  // namespace

SocketStream::SocketStream(Descriptor socket, config::Ticks patience, const Stop& stop)
    : socket_(std::move(socket)),
      patience_(patience),
      stop_(stop),
      acknowledged_before_(acknowledged()) {}

SocketStream::~SocketStream() {
  if (tls_ && socket_.open() && secured_ && !failed_ && outgoing_.empty()) {
    close_tls();
    static_cast<void>(push());
  }
}

void SocketStream::close_tls() {
  if (!std::exchange(closed_, true)) {
    tls_->close(outgoing_);
  }
}

Streamed SocketStream::lost(int error) {
  error_ = error;
  return Streamed::Lost;
}

// The alert that says why, goes out if there is room for it.
Streamed SocketStream::tls_lost() {
  failed_ = true;
  static_cast<void>(push());
  return Streamed::Lost;
}

std::string SocketStream::loss() const {
  return failed_ ? tls_->error() : words_for_error(error_);
}

Streamed SocketStream::wait(short events, Clock::time_point until) const {
  switch (wait_for(socket_.number(), events, until, stop_)) {
    case Waited::Stopped:
      return Streamed::Stopped;
    case Waited::TimedOut:
      return Streamed::TimedOut;
    case Waited::Ready:
      break;
  }
  return Streamed::Done;
}

Streamed SocketStream::secure(std::unique_ptr<TlsLayer> tls, Clock::time_point until) {
  tls_ = std::move(tls);
  if (tls_->start(outgoing_) == TlsLayer::State::Failed) {
    return tls_lost();
  }
  while (!secured_) {
    if (!push()) {
      return Streamed::Lost;
    }
    const auto events = static_cast<short>(outgoing_.empty() ? POLLIN : POLLIN | POLLOUT);
    if (const Streamed waited = wait(events, until); waited != Streamed::Done) {
      return waited;
    }
    if (const Streamed read = read_some(); read != Streamed::Done && !secured_) {
      return read;
    }
  }
  return flush(Early::Keep);
}

bool SocketStream::seal(tn3270::Bytes text) {
  if (!tls_->send(text, outgoing_)) {
    return false;
  }
  sent_ += text.size();
  marks_.add(given_ + outgoing_.size() - outgoing_from_, sent_);
  return true;
}

Streamed SocketStream::send(std::string_view bytes) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const tn3270::Bytes text(first, bytes.size());
  if (!tls_) {
    outgoing_.insert(outgoing_.end(), text.begin(), text.end());
    sent_ += text.size();
  } else if (!seal(text)) {
    return tls_lost();
  }
  return flush(Early::Keep);
}

bool SocketStream::push() {
  while (outgoing_from_ < outgoing_.size()) {
    const ssize_t size = ::send(socket_.number(), outgoing_.data() + outgoing_from_,
                                outgoing_.size() - outgoing_from_, MSG_NOSIGNAL);
    if (size >= 0) {
      outgoing_from_ += static_cast<std::size_t>(size);
      given_ += static_cast<std::uint64_t>(size);
    } else if (would_block(errno)) {
      return true;
    } else if (errno != EINTR) {
      lost(errno);
      return false;
    }
  }
  outgoing_.clear();
  outgoing_from_ = 0;
  return true;
}

Streamed SocketStream::flush(Early early) {
  for (;;) {
    if (!push()) {
      return Streamed::Lost;
    }
    if (outgoing_.empty()) {
      return Streamed::Done;
    }
    if (const Streamed waited = wait_to_send(early); waited != Streamed::Done) {
      return waited;
    }
  }
}

Streamed SocketStream::send_file(Stretch& stretch, Early early, Progress& progress) {
  for (;;) {
    if (const Streamed flushed = flush(early); flushed != Streamed::Done) {
      return flushed;
    }
    if (stretch.from >= stretch.end) {
      return Streamed::Done;
    }
    if (stop_.wanted()) {
      return Streamed::Stopped;
    }
    const std::uint64_t before = stretch.from;
    Streamed part = send_part(stretch);
    progress.sent += stretch.from - before;
    if (part == Streamed::TimedOut) {
      part = wait_to_send(early);
    }
    if (part != Streamed::Done) {
      return part;
    }
  }
}

// TimedOut: the kernel has no room.
Streamed SocketStream::send_part(Stretch& stretch) {
  if (tls_) {
    return seal_part(stretch);
  }
  auto offset = static_cast<off_t>(stretch.from);
  const auto most = static_cast<std::size_t>(std::min(kChunk, stretch.end - stretch.from));
  const ssize_t size = ::sendfile(socket_.number(), stretch.file, &offset, most);
  if (size > 0) {
    stretch.from += static_cast<std::uint64_t>(size);
    sent_ += static_cast<std::uint64_t>(size);
    given_ += static_cast<std::uint64_t>(size);
    return Streamed::Done;
  }
  if (size == 0 || is_about_the_file(errno)) {
    return Streamed::Unreadable;
  }
  if (would_block(errno)) {
    return Streamed::TimedOut;
  }
  return errno == EINTR ? Streamed::Done : lost(errno);
}

Streamed SocketStream::seal_part(Stretch& stretch) {
  std::array<std::uint8_t, kSealed> text{};
  const auto most =
      static_cast<std::size_t>(std::min<std::uint64_t>(text.size(), stretch.end - stretch.from));
  const ssize_t size = ::pread(stretch.file, text.data(), most, static_cast<off_t>(stretch.from));
  if (size < 0 && errno == EINTR) {
    return Streamed::Done;
  }
  if (size <= 0) {
    return Streamed::Unreadable;
  }
  if (!seal(tn3270::Bytes(text.data(), static_cast<std::size_t>(size)))) {
    return tls_lost();
  }
  stretch.from += static_cast<std::uint64_t>(size);
  return Streamed::Done;
}

Streamed SocketStream::wait_to_send(Early early) {
  const Clock::time_point until = Clock::now() + patience_;
  for (;;) {
    pollfd now{socket_.number(), POLLOUT, 0};
    if (::poll(&now, 1, 0) > 0 && (now.revents & (POLLOUT | POLLERR)) != 0) {
      return Streamed::Done;
    }
    const auto events = static_cast<short>(ended_ ? POLLOUT : POLLOUT | POLLIN);
    if (const Streamed waited = wait(events, until); waited != Streamed::Done) {
      return waited;
    }
    if (ended_ || stop_.wanted()) {
      return ended_ ? Streamed::Done : Streamed::Stopped;
    }
    if (read_some() == Streamed::Lost) {
      return Streamed::Lost;
    }
    if (early == Early::Ignore) {
      input_.clear();
    } else if (early == Early::Answers && (ended_ || !input_.empty())) {
      return Streamed::Answered;
    }
    if (Clock::now() >= until) {
      return Streamed::TimedOut;  // it talks and talks, and takes nothing
    }
  }
}

void SocketStream::keep(tn3270::Bytes said) {
  const std::size_t room = kMostInput - std::min(kMostInput, input_.size());
  input_.append(reinterpret_cast<const char*>(said.data()), std::min(room, said.size()));
}

Streamed SocketStream::heard(tn3270::Bytes received) {
  if (!tls_) {
    keep(received);
    return Streamed::Done;
  }
  tn3270::ByteBuffer said;
  const TlsLayer::State state = tls_->feed(received, said, outgoing_);
  keep(said);
  if (state == TlsLayer::State::Failed) {
    return tls_lost();
  }
  secured_ = state != TlsLayer::State::Handshaking;
  ended_ = state == TlsLayer::State::PeerClosed;
  if (!push()) {
    return Streamed::Lost;
  }
  return ended_ && said.empty() ? Streamed::Ended : Streamed::Done;
}

Streamed SocketStream::read_some() {
  std::array<std::uint8_t, 4096> buffer{};
  const ssize_t size = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
  if (size > 0) {
    return heard(tn3270::Bytes(buffer.data(), static_cast<std::size_t>(size)));
  }
  if (size == 0) {
    ended_ = true;
    cut_ = tls_ != nullptr;
    return Streamed::Ended;
  }
  return would_block(errno) || errno == EINTR ? Streamed::Done : lost(errno);
}

Streamed SocketStream::receive(Clock::time_point until) {
  if (ended_) {
    return after_the_end(until);
  }
  const std::size_t before = input_.size();
  while (input_.size() == before) {
    if (const Streamed waited = wait(POLLIN, until); waited != Streamed::Done) {
      return waited;
    }
    if (const Streamed read = read_some(); read != Streamed::Done || before >= kMostInput) {
      return read;
    }
  }
  return Streamed::Done;
}

Streamed SocketStream::hear(Clock::time_point since, config::Ticks patience) {
  std::uint64_t before = taken_by_the_network();
  for (;;) {
    const Clock::time_point until = since + patience;
    const Streamed heard = receive(std::min(until, Clock::now() + kLookAtTaken));
    if (const std::uint64_t now = taken_by_the_network(); now > before) {
      before = now;
      since = Clock::now();
    }
    if (heard != Streamed::TimedOut || Clock::now() >= since + patience) {
      return heard;
    }
  }
}

// poll() would say hang-up at once, and for ever.
Streamed SocketStream::after_the_end(Clock::time_point until) {
  if (wait_for(-1, 0, std::min(until, Clock::now() + kLookAgain), stop_) == Waited::Stopped) {
    return Streamed::Stopped;
  }
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket_.number(), SOL_SOCKET, SO_ERROR, &error, &size);
  return error == 0 ? Streamed::Ended : lost(error);
}

void SocketStream::half_close() {
  if (tls_) {
    close_tls();
    if (flush(Early::Ignore) != Streamed::Done) {
      return;  // nobody shall take it for the end
    }
  }
  ::shutdown(socket_.number(), SHUT_WR);
}

void SocketStream::abort() {
  const linger at_once{1, 0};
  ::setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket_.close();
}

std::uint64_t SocketStream::acknowledged() const {
  tcp_info info{};
  socklen_t size = sizeof info;
  ::getsockopt(socket_.number(), IPPROTO_TCP, TCP_INFO, &info, &size);
  return info.tcpi_bytes_acked;
}

std::uint64_t SocketStream::taken_by_the_network() const {
  // It counts our FIN as a byte.
  return std::min(acknowledged() - acknowledged_before_, given_);
}

std::uint64_t SocketStream::taken() {
  const std::uint64_t all = taken_by_the_network();
  return tls_ ? marks_.text_of(all) : all;
}

}  // namespace printers
