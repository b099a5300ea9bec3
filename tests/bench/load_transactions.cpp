#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>

#include "tests/bench/keys.h"
#include "tests/bench/load_client.h"
#include "tests/bench/net.h"

namespace bench {
namespace {

void press_enter(int descriptor) {
  if (::send(descriptor, kEnter.data(), kEnter.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(kEnter.size())) {
    throw std::runtime_error("a client could not send");
  }
}

// True: the screen that answers is complete.
bool screen_is_there(int descriptor) {
  std::array<std::uint8_t, 16384> buffer{};
  const ssize_t size = ::recv(descriptor, buffer.data(), buffer.size(), 0);
  if (size <= 0) {
    throw std::runtime_error("the server closed a connection between transactions");
  }
  const auto end = static_cast<std::size_t>(size);
  return end >= 2 && buffer[end - 2] == 0xFF && buffer[end - 1] == 0xEF;
}

}  // namespace

std::size_t LoadClient::transact(std::size_t clients, std::chrono::milliseconds time,
                                 std::vector<float>* took) {
  using Clock = std::chrono::steady_clock;
  std::vector<Clock::time_point> asked(took != nullptr ? clients_.size() : 0);  // by descriptor
  const auto ask = [&](int client) {
    if (took != nullptr) {
      asked[static_cast<std::size_t>(client)] = Clock::now();
    }
    press_enter(client);
  };
  const auto until = Clock::now() + time;
  for (std::size_t i = 0; i < clients; ++i) {
    ask(kept_.at(i));
  }
  std::size_t under_way = clients;
  std::size_t done = 0;
  std::array<epoll_event, 256> events{};
  while (under_way > 0) {
    const int ready =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kPatienceMs);
    if (ready <= 0) {
      throw std::runtime_error("a transaction is not answered");
    }
    const bool on = Clock::now() < until;
    for (int i = 0; i < ready; ++i) {
      const int client = events[static_cast<std::size_t>(i)].data.fd;
      if (!screen_is_there(client)) {
        continue;
      }
      ++done;
      if (took != nullptr) {
        const std::chrono::duration<float, std::milli> waited =
            Clock::now() - asked[static_cast<std::size_t>(client)];
        took->push_back(waited.count());
      }
      if (on) {
        ask(client);
      } else {
        --under_way;
      }
    }
  }
  return done;
}

void LoadClient::settle() {
  constexpr int kQuietMs = 300;
  constexpr int kMostReads = 100'000;
  std::array<epoll_event, 256> events{};
  for (int reads = 0; reads < kMostReads;) {
    const int ready =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kQuietMs);
    if (ready <= 0) {
      return;
    }
    for (int i = 0; i < ready; ++i, ++reads) {
      static_cast<void>(screen_is_there(events[static_cast<std::size_t>(i)].data.fd));
    }
  }
  throw std::runtime_error("the server does not stop to talk");
}

}  // namespace bench
