// The two doors between threads, used by several at once. Under ThreadSanitizer these also show
// that what was posted may be touched by the taker.

#include <gtest/gtest.h>

#include <array>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tn3270/server/guarded.h"
#include "tn3270/server/mailbox.h"

namespace server {
namespace {

constexpr std::size_t kThreads = 4;
constexpr std::size_t kEach = 5'000;

void in_threads(const std::function<void(std::size_t)>& work) {
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back(work, i);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

struct Letter {
  std::size_t sender = 0;
  std::size_t number = 0;
  std::unique_ptr<std::string> text;  // not copyable: it moves from thread to thread
};

// Sleeps until it is woken, as a reactor does.
class Sleeper {
 public:
  void wake() {
    const std::lock_guard<std::mutex> lock(mutex_);
    awake_ = true;
    ++wakes_;
    bell_.notify_one();
  }
  void sleep() {
    std::unique_lock<std::mutex> lock(mutex_);
    bell_.wait(lock, [this] { return awake_; });
    awake_ = false;
  }
  [[nodiscard]] std::size_t wakes() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return wakes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable bell_;
  bool awake_ = false;
  std::size_t wakes_ = 0;
};

TEST(MailboxThreads, AnOwnerThatSleepsBetweenWakesGetsEveryLetterInItsSendersOrder) {
  Sleeper sleeper;
  Mailbox<Letter> mailbox([&] { sleeper.wake(); });
  std::array<std::size_t, kThreads> next{};
  std::size_t wrong = 0;
  std::thread owner([&] {
    std::vector<Letter> taken;
    for (std::size_t came = 0; came < kThreads * kEach; came += taken.size()) {
      sleeper.sleep();
      mailbox.take(taken);
      for (const Letter& letter : taken) {
        const bool right = letter.number == next.at(letter.sender)++ &&
                           *letter.text == std::to_string(letter.number);
        wrong += right ? 0 : 1;
      }
    }
  });
  in_threads([&](std::size_t sender) {
    for (std::size_t number = 0; number < kEach; ++number) {
      mailbox.post({sender, number, std::make_unique<std::string>(std::to_string(number))});
    }
  });
  owner.join();
  EXPECT_EQ(wrong, 0U);
  for (const std::size_t count : next) {
    EXPECT_EQ(count, kEach);
  }
  EXPECT_LE(sleeper.wakes(), kThreads * kEach);
}

TEST(MailboxThreads, WakesOnceForAllThatComesWhileTheOwnerIsAway) {
  Sleeper sleeper;
  Mailbox<Letter> mailbox([&] { sleeper.wake(); });
  in_threads([&](std::size_t sender) {
    for (std::size_t number = 0; number < kEach; ++number) {
      mailbox.post({sender, number, nullptr});
    }
  });
  std::vector<Letter> taken;
  mailbox.take(taken);
  EXPECT_EQ(taken.size(), kThreads * kEach);
  EXPECT_EQ(sleeper.wakes(), 1U);
}

TEST(GuardedThreads, LoseNoChange) {
  Guarded<std::vector<std::size_t>> counts(kThreads + 1);
  in_threads([&](std::size_t me) {
    for (std::size_t i = 0; i < kEach; ++i) {
      counts.with([&](std::vector<std::size_t>& all) {
        ++all[me];
        ++all[kThreads];
      });
    }
  });
  const std::size_t sum =
      counts.with([](const std::vector<std::size_t>& all) { return all[kThreads]; });
  EXPECT_EQ(sum, kThreads * kEach);
}

}  // namespace
}  // namespace server
