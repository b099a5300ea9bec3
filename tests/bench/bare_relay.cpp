#include "tests/bench/bare_relay.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <vector>

#include "tests/bench/net.h"

namespace bench {
namespace {

void watch(int epoll, int descriptor) {
  epoll_event interest{};
  interest.events = EPOLLIN;
  interest.data.fd = descriptor;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest);
}

class Relay {
 public:
  Relay(int listener, std::uint16_t target)
      : listener_(listener), target_(target), epoll_(::epoll_create1(0)), others_(65'536, -1) {
    watch(epoll_, listener_);
  }
  [[noreturn]] void serve() {
    std::array<epoll_event, 256> events{};
    for (;;) {
      const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < ready; ++i) {
        const int one = events[static_cast<std::size_t>(i)].data.fd;
        if (one == listener_) {
          take();
        } else {
          pass_on(one);
        }
      }
    }
  }

 private:
  int& other(int one) { return others_[static_cast<std::size_t>(one)]; }
  // Nobody speaks before the target has: its connect is over by then.
  void take() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
    if (client < 0) {
      return;
    }
    const int on = 1;
    ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const int server = connect_to_loopback(target_);
    other(client) = server;
    other(server) = client;
    watch(epoll_, client);
    watch(epoll_, server);
  }
  void pass_on(int from) {
    const int to = other(from);
    if (to < 0) {
      return;  // closed with the other side, a moment ago
    }
    const ssize_t size = ::recv(from, buffer_.data(), buffer_.size(), 0);
    if (size <= 0 ||
        ::send(to, buffer_.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) != size) {
      other(from) = -1;
      other(to) = -1;
      ::close(from);
      ::close(to);
    }
  }

  int listener_;
  std::uint16_t target_;
  int epoll_;
  std::vector<int> others_;  // by descriptor
  std::array<char, 16'384> buffer_{};
};

}  // namespace

BareRelay::BareRelay(std::uint16_t target) {
  const int listener = listen_on_loopback(port_);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    Relay(listener, target).serve();
  }
  ::close(listener);
}

BareRelay::~BareRelay() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace bench
