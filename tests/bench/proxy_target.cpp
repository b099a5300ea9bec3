#include "tests/bench/proxy_target.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "tests/bench/net.h"

namespace bench {
namespace {

constexpr std::size_t kPiece = 256U << 10U;

struct Client {
  bool asked = false;
  std::uint64_t owed = 0;
};

class Loop {
 public:
  explicit Loop(int listener) : listener_(listener), epoll_(::epoll_create1(0)), piece_(kPiece) {
    watch(listener_, EPOLLIN);
  }

  [[noreturn]] void run() {
    std::array<epoll_event, 256> events{};
    for (;;) {
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
      for (int index = 0; index < count; ++index) {
        const epoll_event& event = events.at(static_cast<std::size_t>(index));
        if (event.data.fd == listener_) {
          accept_all();
        } else {
          serve(event.data.fd, event.events);
        }
      }
    }
  }

 private:
  void watch(int descriptor, std::uint32_t what) const {
    epoll_event event{};
    event.events = what;
    event.data.fd = descriptor;
    if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event) != 0) {
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event);
    }
  }

  void accept_all() {
    for (;;) {
      const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
      if (descriptor < 0) {
        return;
      }
      if (clients_.size() <= static_cast<std::size_t>(descriptor)) {
        clients_.resize(static_cast<std::size_t>(descriptor) + 1);
      }
      clients_[static_cast<std::size_t>(descriptor)] = {};
      watch(descriptor, EPOLLIN);
    }
  }

  void serve(int descriptor, std::uint32_t events) {
    Client& client = clients_[static_cast<std::size_t>(descriptor)];
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
      const ssize_t size = ::recv(descriptor, piece_.data(), piece_.size(), 0);
      if (size == 0 || (size < 0 && errno != EAGAIN)) {
        ::close(descriptor);
        return;
      }
      if (!client.asked && size >= static_cast<ssize_t>(sizeof client.owed)) {
        client.asked = true;
        std::memcpy(&client.owed, piece_.data(), sizeof client.owed);
      }
    }
    while (client.owed > 0) {
      const std::size_t size = client.owed < kPiece ? client.owed : kPiece;
      const ssize_t sent = ::send(descriptor, piece_.data(), size, MSG_NOSIGNAL);
      if (sent < 0) {
        break;
      }
      client.owed -= static_cast<std::uint64_t>(sent);
    }
    watch(descriptor, client.owed > 0 ? EPOLLIN | EPOLLOUT : EPOLLIN);
  }

  int listener_;
  int epoll_;
  std::vector<char> piece_;
  std::vector<Client> clients_;  // by descriptor
};

}  // namespace

ProxyTarget::ProxyTarget() {
  const int listener = listen_on_loopback(port_);
  process_ = ::fork();
  if (process_ < 0) {
    throw std::runtime_error("no process for the target");
  }
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    Loop(listener).run();
  }
  ::close(listener);
}

ProxyTarget::~ProxyTarget() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace bench
