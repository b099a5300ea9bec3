// Whole reactors with their threads: clients that come and go, probes and operators across them.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/server/threads/threaded_hall.h"

namespace server {
namespace {

using Outcome = SocketTerminal::Outcome;
using Manners = doubles::ScriptedTerminal::Manners;

constexpr std::uint16_t kReactors = 2;
constexpr int kLives = 10;
// More LUs than clients: one that has gone may still hold its LU when the next one comes.
constexpr const char* kRoomy = R"({
  "name": "TEST", "title": "*** Welcome ***",
  "listeners": [ {"name": "l", "address": "127.0.0.1", "port": 3270} ],
  "lus": [ {"names": "T[001-040]", "type": "terminal"} ],
  "menu": ["DEMO"],
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ]
})";

// One client thread for each number below `count`.
void clients(int count, const std::function<void(int)>& life) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back(life, i);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

std::uint16_t reactor_of(int number) {
  return static_cast<std::uint16_t>(number % kReactors);
}

void expect_all_free(ThreadedHall& hall) {
  const auto end = steady_now() + std::chrono::seconds(10);
  while (hall.held() > 0 && steady_now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(hall.held(), 0U);
}

TEST(ReactorThreads, GiveEveryLuBackWhenClientsComeAndGoAtOnce) {
  ThreadedHall hall(kRoomy, kReactors);
  std::atomic<int> served{0};
  clients(4, [&](int number) {
    for (int life = 0; life < kLives; ++life) {
      SocketTerminal client(hall.connect(reactor_of(number + life)), {});
      served += client.talk_until_ready() == Outcome::Done ? 1 : 0;
    }
  });
  EXPECT_EQ(served, 4 * kLives);
  expect_all_free(hall);
}

// T001 is held on reactor 0; whoever asks for it, on either reactor, makes that probe its client.
TEST(ReactorThreads, ProbeAHolderOfAnotherReactor) {
  ThreadedHall hall(kRoomy, kReactors);
  SocketTerminal holder(hall.connect(0), Manners{.lus = {"T001"}});
  ASSERT_EQ(holder.talk_until_ready(), Outcome::Done);
  std::atomic<bool> over{false};
  std::thread holding([&] { (void)holder.talk_until([&](const auto&) { return over.load(); }); });
  std::atomic<int> refused{0};
  clients(3, [&](int number) {
    SocketTerminal asker(hall.connect(reactor_of(number)), Manners{.lus = {"T001"}});
    const auto outcome = asker.talk_until([](const doubles::ScriptedTerminal& terminal) {
      return terminal.ready() || !terminal.rejects().empty();
    });
    refused += outcome == Outcome::Done && !asker.terminal().ready() ? 1 : 0;
  });
  over = true;
  holding.join();
  EXPECT_EQ(refused, 3);
  EXPECT_EQ(holder.terminal().lu(), "T001");
}

TEST(ReactorThreads, AnswerOperatorsWhileClientsComeAndGo) {
  ThreadedHall hall(kRoomy, kReactors);
  std::atomic<bool> over{false};
  std::atomic<int> answers{0};
  std::thread operating([&] {
    while (!over) {
      for (const char* lu : {"T001", "T002", "T003", "T004", "T005"}) {
        (void)hall.operate(answers % 2 == 0 ? OperatorVerb::Kill : OperatorVerb::React, lu);
        ++answers;
      }
      for (std::uint16_t reactor = 0; reactor < kReactors; ++reactor) {
        (void)hall.views(reactor);
        (void)hall.load(reactor);
        (void)hall.heartbeat(reactor);
      }
    }
  });
  clients(4, [&](int number) {
    for (int life = 0; life < kLives; ++life) {
      SocketTerminal client(hall.connect(reactor_of(number)), {});
      EXPECT_NE(client.talk_until_ready(), Outcome::TimedOut);
    }
  });
  over = true;
  operating.join();
  EXPECT_GT(answers, 0);
  expect_all_free(hall);
}

TEST(ReactorThreads, StopWithClientsInTheMiddleOfEverything) {
  ThreadedHall hall(kRoomy, kReactors);
  std::atomic<int> running{0};
  std::thread stopping([&] {
    while (running < 4) {
      std::this_thread::yield();
    }
    hall.stop();
  });
  clients(4, [&](int number) {
    SocketTerminal client(hall.connect(reactor_of(number)), {});
    ++running;
    EXPECT_EQ(client.talk_until([](const auto&) { return false; }), Outcome::Closed);
  });
  stopping.join();
  EXPECT_EQ(hall.held(), 0U);
}

}  // namespace
}  // namespace server
