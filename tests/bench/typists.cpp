#include "tests/bench/typists.h"

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <queue>
#include <stdexcept>

#include "tests/bench/net.h"

namespace bench {

Typists::Typists(std::uint16_t port, SSL_CTX* context, std::size_t count)
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)), all_(count) {
  for (std::size_t who = 0; who < count; ++who) {
    log_on(who, port, context);
  }
}

Typists::~Typists() {
  ::close(epoll_);
}

void Typists::log_on(std::size_t who, std::uint16_t port, SSL_CTX* context) {
  all_[who].terminal = std::make_unique<TlsTerminal>(port, context, nullptr);
  TlsTerminal& terminal = *all_[who].terminal;
  pollfd watched{terminal.descriptor(), POLLOUT, 0};
  for (;;) {
    if (::poll(&watched, 1, kPatienceMs) != 1) {
      throw std::runtime_error("a typist is not logged on");
    }
    watched.events = POLLIN;
    const TlsTerminal::Progress progress = terminal.go_on();
    if (progress == TlsTerminal::Progress::Lost) {
      throw std::runtime_error("a typist lost its connection in its logon");
    }
    if (progress == TlsTerminal::Progress::Screen) {
      break;
    }
  }
  epoll_event interest{};
  interest.events = EPOLLIN | EPOLLET;
  interest.data.u64 = who;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, terminal.descriptor(), &interest);
}

std::chrono::microseconds Typists::think(int least_ms, int most_ms) {
  return std::chrono::microseconds(
      std::uniform_int_distribution<int>(least_ms * 1'000, most_ms * 1'000)(random_));
}

void Typists::type() {
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
  for (std::size_t who = 0; who < all_.size(); ++who) {
    due.push({Clock::now() + think(0, 1'000), who});
  }
  std::size_t unanswered = 0;
  Clock::time_point heard = Clock::now();
  std::array<epoll_event, 256> events{};
  while (!stopped_ || unanswered > 0) {
    for (; !stopped_ && !due.empty() && due.top().time <= Clock::now(); due.pop()) {
      One& one = all_[due.top().who];
      one.now = {due.top().time, Clock::now(), {}};
      one.terminal->press_enter();
      ++unanswered;
    }
    const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1);
    const Clock::time_point now = Clock::now();
    if (ready > 0 || unanswered == 0) {
      heard = now;
    } else if (now - heard > std::chrono::milliseconds(kPatienceMs)) {
      throw std::runtime_error("a typist gets no screen");
    }
    for (int i = 0; i < ready; ++i) {
      const std::size_t who = events.at(static_cast<std::size_t>(i)).data.u64;
      One& one = all_[who];
      const TlsTerminal::Progress progress = one.terminal->go_on();
      if (progress == TlsTerminal::Progress::Lost) {
        throw std::runtime_error("a typist lost its connection");
      }
      if (progress == TlsTerminal::Progress::Screen) {
        one.now.answered = Clock::now();
        typed_.push_back(one.now);
        --unanswered;
        due.push({one.now.answered + think(500, 1'000), who});
      }
    }
  }
}

}  // namespace bench
