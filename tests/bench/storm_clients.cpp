#include "tests/bench/storm_clients.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace bench {
namespace {

constexpr std::chrono::seconds kGivesUp{3};  // APAR IT17700
constexpr std::chrono::seconds kMost{10};
constexpr int kServedAtOnce = 8;  // before one looks who has become ready

}  // namespace

StormClients::StormClients(std::uint16_t port, SSL_CTX* context, std::size_t count)
    : port_(port), context_(context), epoll_(::epoll_create1(EPOLL_CLOEXEC)), all_(count) {
  constexpr std::size_t kWindow = 50;
  bring_back(kWindow, kMost);
  if (storm_.back.size() < count || storm_.again > 0) {
    throw std::runtime_error("not all clients could log on before the storm");
  }
  for (One& one : all_) {
    one.session = one.terminal->session();
  }
}

StormClients::~StormClients() {
  ::close(epoll_);
}

Storm StormClients::storm(Handshake handshake) {
  for (One& one : all_) {
    one.terminal.reset();
    one.tries = 0;
    one.ready = false;
    one.back = false;
  }
  ready_ = {};
  handshake_ = handshake;
  bring_back(all_.size(), kMost);
  return storm_;
}

void StormClients::bring_back(std::size_t window, std::chrono::seconds most) {
  storm_ = {};
  storm_.began = Clock::now();
  last_handshake_ = storm_.began;
  tries_.clear();
  std::size_t begun = 0;
  while (storm_.back.size() < all_.size() && Clock::now() < storm_.began + most) {
    for (; begun < all_.size() && begun - storm_.back.size() < window; ++begun) {
      connect(begun);
    }
    std::optional<std::size_t> who = next_ready();
    for (int served = 0; who; who = ++served < kServedAtOnce ? next_ready() : std::nullopt) {
      go_on(*who);
    }
    give_up_late_ones();
    listen();
  }
  storm_.ended = Clock::now();
  const std::chrono::duration<double> time = last_handshake_ - storm_.began;
  storm_.handshakes_a_second = static_cast<double>(storm_.handshakes) / time.count();
}

StormClients::Stage StormClients::stage(const One& one) {
  return one.secured ? Stage::LogsOn : one.greeted ? Stage::Secures : Stage::Greets;
}

void StormClients::listen() {
  constexpr int kLookMs = 10;
  const bool idle =
      std::all_of(ready_.begin(), ready_.end(), [](auto& all) { return all.empty(); });
  std::array<epoll_event, 256> events{};
  const int ready =
      ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), idle ? kLookMs : 0);
  for (int i = 0; i < ready; ++i) {
    const std::size_t who = events.at(static_cast<std::size_t>(i)).data.u64;
    if (!std::exchange(all_[who].ready, true)) {
      ready_.at(static_cast<std::size_t>(stage(all_[who]))).push_back(who);
    }
  }
}

std::optional<std::size_t> StormClients::next_ready() {
  for (std::size_t stage = kStages; stage-- > 0;) {
    std::deque<std::size_t>& all = ready_.at(stage);
    if (!all.empty()) {
      const std::size_t who = all.front();
      all.pop_front();
      all_[who].ready = false;
      return who;
    }
  }
  return std::nullopt;
}

void StormClients::connect(std::size_t who) {
  One& one = all_[who];
  one.terminal.reset();
  one.terminal = std::make_unique<TlsTerminal>(
      port_, context_, handshake_ == Handshake::Resumed ? one.session.get() : nullptr);
  one.greeted = false;
  one.secured = false;
  storm_.again += ++one.tries == 2 ? 1U : 0U;
  tries_.push_back({Clock::now() + kGivesUp, who, one.tries});
  epoll_event interest{};
  interest.events = EPOLLIN | EPOLLOUT | EPOLLET;  // the first event: connected
  interest.data.u64 = who;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, one.terminal->descriptor(), &interest);
}

void StormClients::give_up_late_ones() {
  while (!tries_.empty() && tries_.front().ends <= Clock::now()) {
    const Try late = std::exchange(tries_.front(), {});
    tries_.pop_front();
    if (!all_[late.who].back && all_[late.who].tries == late.number) {
      connect(late.who);
    }
  }
}

void StormClients::go_on(std::size_t who) {
  One& one = all_[who];
  const TlsTerminal::Progress progress = one.terminal->go_on();
  one.greeted = true;
  if (!one.secured && one.terminal->secured()) {
    one.secured = true;
    ++storm_.handshakes;
    last_handshake_ = Clock::now();
    if (one.terminal->resumed() != (handshake_ == Handshake::Resumed)) {
      throw std::runtime_error("a handshake is not of the kind that is measured");
    }
  }
  if (one.back) {
    return;
  }
  if (progress == TlsTerminal::Progress::Lost) {
    connect(who);
  } else if (progress == TlsTerminal::Progress::Screen) {
    one.back = true;
    storm_.back.push_back(std::chrono::duration<double>(Clock::now() - storm_.began).count());
  }
}

}  // namespace bench
