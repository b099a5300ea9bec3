#include "tn3270/server/accept_loop.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include "config/limits.h"

namespace server {

AcceptLoop::AcceptLoop(asio::io_context& context, int descriptor, std::string name, Taker taker,
                       Log& log, Pace pace)
    : socket_(context, descriptor),
      pause_(context),
      name_(std::move(name)),
      taker_(std::move(taker)),
      pace_(std::move(pace)),
      log_(log) {}

void AcceptLoop::stop() {
  asio::error_code ignored;
  socket_.close(ignored);
  pause_.cancel();
}

int AcceptLoop::release() {
  pause_.cancel();
  return socket_.release();
}

void AcceptLoop::wait() {
  socket_.async_wait(asio::posix::stream_descriptor::wait_read,
                     [this](const std::error_code& error) {
                       if (!error) {
                         accept_waiting();
                       }
                     });
}

void AcceptLoop::accept_waiting() {
  for (std::size_t count = 0; count < config::limits::kAcceptBatch; ++count) {
    if (!accept_one()) {
      return;
    }
  }
  wait();
}

bool AcceptLoop::accept_one() {
  if (pace_) {
    if (const auto wait = pace_()) {
      pause(*wait);
      return false;
    }
  }
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  // POSIX takes every family's address through this pointer.
  auto* generic = static_cast<sockaddr*>(static_cast<void*>(&address));
  const int client =
      ::accept4(socket_.native_handle(), generic, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (client >= 0) {
    if (std::exchange(starved_, false)) {
      log_.info("TND011I accepting again on " + name_);
    }
    taker_(client, address);
    return true;
  }
  switch (errno) {
    case EAGAIN:
      wait();
      return false;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      starve(errno);
      return false;
    case EBADF:
    case EINVAL:
      return false;  // stopped
    default:
      return true;  // that client is gone already (ECONNABORTED and its like); the next one may not
                    // be
  }
}

void AcceptLoop::starve(int error) {
  if (!std::exchange(starved_, true)) {
    log_.warning("TND012W no more clients can be accepted on " + name_ + ": " +
                 std::strerror(error) + "; they wait, and are taken when others leave");
  }
  pause(config::limits::kAcceptPause);
}

void AcceptLoop::pause(config::Ticks time) {
  pause_.expires_after(time);
  pause_.async_wait([this](const std::error_code& stopped) {
    if (!stopped) {
      accept_waiting();
    }
  });
}

}  // namespace server
