// What the API tells of proxies while their clients come and go: the proxies' thread, the one that
// looks names up and the admin thread together, which the sanitizers watch.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/loopback.h"

namespace e2e {
namespace {

// Says one byte back to each client.
class Echo {
 public:
  Echo() : listener_(listen_anywhere(port_)), thread_([this] { serve(); }) {}
  ~Echo() {
    over_ = true;
    thread_.join();
    ::close(listener_);
  }
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void serve() const {
    while (!over_) {
      if (!wait_readable(listener_, Milliseconds(20))) {
        continue;
      }
      const int client = ::accept(listener_, nullptr, nullptr);
      char byte = 0;
      if (wait_readable(client, std::chrono::seconds(5)) && ::recv(client, &byte, 1, 0) == 1) {
        static_cast<void>(::send(client, &byte, 1, MSG_NOSIGNAL));
      }
      ::close(client);
    }
  }

  std::uint16_t port_ = 0;
  int listener_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

// True: it came back.
bool ask(std::uint16_t port, char byte) {
  const int client = connect_to(port);
  char answer = 0;
  const bool done = ::send(client, &byte, 1, MSG_NOSIGNAL) == 1 &&
                    wait_readable(client, std::chrono::seconds(20)) &&
                    ::recv(client, &answer, 1, 0) == 1 && answer == byte;
  ::close(client);
  return done;
}

TEST(ProxyViews, AreToldWhileClientsComeAndGo) {
  constexpr int kClients = 3;
  constexpr int kLives = 40;
  const Echo echo;
  const std::uint16_t port = free_port();
  Daemon daemon(
      json_of(R"({"name": "T001", "type": "terminal"})",
              R"("proxies": [{"name": "echo", "listen": {"address": "127.0.0.1", "port": )" +
                  std::to_string(port) + R"(}, "to": {"host": "localhost", "port": )" +
                  std::to_string(echo.port()) + R"(}}], "admission": {"clients": 1000}, )"));
  std::atomic<int> served{0};
  std::atomic<int> here{kClients};
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&] {
      for (int life = 0; life < kLives; ++life) {
        served += ask(port, static_cast<char>('A' + life % 26)) ? 1 : 0;
      }
      --here;
    });
  }
  for (int asked = 0; here > 0 || asked < 4; ++asked) {
    const Finished told = daemon.ctl({asked % 4 == 3 ? "reload" : "proxies"});
    EXPECT_EQ(told.status, 0) << told.errors;
  }
  for (std::thread& client : clients) {
    client.join();
  }
  EXPECT_EQ(served, kClients * kLives);
  EXPECT_TRUE(daemon.shows({"proxies", "--json"}, R"("clients": 0,)"));
  const std::string all = R"("total": )" + std::to_string(kClients * kLives) + ",";
  EXPECT_TRUE(daemon.shows({"proxies", "--json"}, all)) << daemon.log();
  daemon.process().signal(SIGTERM);
  // ThreadSanitizer says by another one that it has seen a race.
  EXPECT_EQ(daemon.process().finish(std::chrono::seconds(20)), 0) << daemon.log();
}

}  // namespace
}  // namespace e2e
