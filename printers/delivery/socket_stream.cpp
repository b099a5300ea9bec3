#include "printers/delivery/socket_stream.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace printers {
namespace {

// What one call gives to the kernel: between two, Stop is asked for and progress is told.
constexpr std::uint64_t kChunk = 256U << 10U;
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

Streamed SocketStream::lost(int error) {
  error_ = error;
  return Streamed::Lost;
}

Streamed SocketStream::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(size));
      sent_ += static_cast<std::uint64_t>(size);
    } else if (would_block(errno)) {
      if (const Streamed waited = wait_to_send(Early::Keep); waited != Streamed::Done) {
        return waited;
      }
    } else if (errno != EINTR) {
      return lost(errno);
    }
  }
  return Streamed::Done;
}

Streamed SocketStream::send_file(Stretch& stretch, Early early, Progress& progress) {
  while (stretch.from < stretch.end) {
    if (stop_.wanted()) {
      return Streamed::Stopped;
    }
    auto offset = static_cast<off_t>(stretch.from);
    const auto most = static_cast<std::size_t>(std::min(kChunk, stretch.end - stretch.from));
    const ssize_t size = ::sendfile(socket_.number(), stretch.file, &offset, most);
    if (size > 0) {
      stretch.from += static_cast<std::uint64_t>(size);
      progress.sent += static_cast<std::uint64_t>(size);
      sent_ += static_cast<std::uint64_t>(size);
    } else if (size == 0 || is_about_the_file(errno)) {
      return Streamed::Unreadable;
    } else if (would_block(errno)) {
      if (const Streamed waited = wait_to_send(early); waited != Streamed::Done) {
        return waited;
      }
    } else if (errno != EINTR) {
      return lost(errno);
    }
  }
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
    switch (wait_for(socket_.number(), events, until, stop_)) {
      case Waited::Stopped:
        return Streamed::Stopped;
      case Waited::TimedOut:
        return Streamed::TimedOut;
      case Waited::Ready:
        break;
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

Streamed SocketStream::read_some() {
  std::array<char, 4096> buffer{};
  const ssize_t size = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
  if (size > 0) {
    const std::size_t room = kMostInput - std::min(kMostInput, input_.size());
    input_.append(buffer.data(), std::min(room, static_cast<std::size_t>(size)));
    return Streamed::Done;
  }
  if (size == 0) {
    ended_ = true;
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
    switch (wait_for(socket_.number(), POLLIN, until, stop_)) {
      case Waited::Stopped:
        return Streamed::Stopped;
      case Waited::TimedOut:
        return Streamed::TimedOut;
      case Waited::Ready:
        break;
    }
    if (const Streamed read = read_some(); read != Streamed::Done || before >= kMostInput) {
      return read;
    }
  }
  return Streamed::Done;
}

Streamed SocketStream::hear(Clock::time_point since, config::Ticks patience) {
  std::uint64_t before = taken();
  for (;;) {
    const Clock::time_point until = since + patience;
    const Streamed heard = receive(std::min(until, Clock::now() + kLookAtTaken));
    if (const std::uint64_t now = taken(); now > before) {
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

std::uint64_t SocketStream::taken() const {
  // It counts our FIN as a byte.
  return std::min(acknowledged() - acknowledged_before_, sent_);
}

}  // namespace printers
