#include "printers/delivery/socket_guard.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "config/verify.h"

namespace printers {

SocketGuard::SocketGuard(const Stop& stop)
    : stop_(stop), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  VERIFY(wake_ >= 0, "an eventfd can be made");
  watcher_ = std::thread([this] { watch(); });
}

SocketGuard::~SocketGuard() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  static_cast<void>(::eventfd_write(wake_, 1));
  watcher_.join();
  ::close(wake_);
}

void SocketGuard::add(int socket) {
  const std::lock_guard<std::mutex> lock(mutex_);
  sockets_.push_back(socket);
  if (shut_) {
    ::shutdown(socket, SHUT_RDWR);
  }
}

bool SocketGuard::remove(int socket) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = std::find(sockets_.begin(), sockets_.end(), socket);
  if (found == sockets_.end()) {
    return false;
  }
  sockets_.erase(found);
  return true;
}

void SocketGuard::shut_after(config::Ticks rest) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    rest_ = rest;
  }
  static_cast<void>(::eventfd_write(wake_, 1));
}

void SocketGuard::shut_all() {
  const std::lock_guard<std::mutex> lock(mutex_);
  shut_ = true;
  for (const int socket : sockets_) {
    ::shutdown(socket, SHUT_RDWR);
  }
}

void SocketGuard::watch() {
  std::array<pollfd, 2> waits = {pollfd{wake_, POLLIN, 0}, pollfd{stop_.descriptor, POLLIN, 0}};
  int timeout = -1;
  for (;;) {
    const int ready = ::poll(waits.data(), waits.size(), timeout);
    if (ready == 0 || (ready > 0 && waits[1].revents != 0)) {
      shut_all();
      waits[1].fd = -1;
      timeout = -1;
    }
    if (ready > 0 && waits[0].revents != 0) {
      eventfd_t count = 0;
      static_cast<void>(::eventfd_read(wake_, &count));
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    if (ending_) {
      return;
    }
    if (rest_ && !shut_) {
      timeout = static_cast<int>(rest_->count());
    }
  }
}

}  // namespace printers
