#include "tests/bench/bare_server.h"

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

#include "tests/bench/net.h"

namespace bench {
namespace {

void watch(int epoll, int descriptor) {
  epoll_event interest{};
  interest.events = EPOLLIN;
  interest.data.fd = descriptor;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest);
}

void say(int client, const tn3270::ByteBuffer& bytes) {
  static_cast<void>(::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

[[noreturn]] void serve(int listener, const Transcript& transcript) {
  const int epoll = ::epoll_create1(0);
  watch(epoll, listener);
  std::vector<std::size_t> steps(65'536);
  std::array<epoll_event, 256> events{};
  std::array<char, 4096> buffer{};
  for (;;) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      const int one = events[static_cast<std::size_t>(i)].data.fd;
      if (one == listener) {
        const int client = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
        if (client >= 0) {
          const int on = 1;
          ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
          steps[static_cast<std::size_t>(client)] = 1;
          watch(epoll, client);
          say(client, transcript[0]);
        }
      } else if (::recv(one, buffer.data(), buffer.size(), 0) <= 0) {
        ::close(one);
      } else if (std::size_t& step = steps[static_cast<std::size_t>(one)];
                 step < transcript.size()) {
        say(one, transcript[step++]);
      }
    }
  }
}

}  // namespace

BareServer::BareServer(const Transcript& transcript) {
  const int listener = listen_on_loopback(port_);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    serve(listener, transcript);
  }
  ::close(listener);
}

BareServer::~BareServer() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace bench
