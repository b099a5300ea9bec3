#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "tests/bench/tls_terminal.h"
#include "tests/bench/typists.h"

namespace bench {

// What has become of the clients of one storm.
struct Storm {
  Clock::time_point began{};
  Clock::time_point ended{};
  std::vector<double> back{};      // seconds, ascending, of those that came back
  std::size_t again = 0;           // clients that needed a second try, or more
  std::size_t handshakes = 0;      // that were finished
  double handshakes_a_second = 0;  // until the last one was
};

// Emulators whose connections break all at once, and that all connect again at once, as after a
// break of the network. Like PCOMM each gives up when it is not back after three seconds, and
// begins anew (APAR IT17700).
class StormClients {
 public:
  enum class Handshake : std::uint8_t { Full, Resumed };

  // Logs all on, 50 at a time. Throws if one is refused.
  StormClients(std::uint16_t port, SSL_CTX* context, std::size_t count);
  ~StormClients();
  StormClients(const StormClients&) = delete;
  StormClients& operator=(const StormClients&) = delete;

  // Ends when all are back, or after 10 s.
  [[nodiscard]] Storm storm(Handshake handshake);

 private:
  struct One {
    std::unique_ptr<TlsTerminal> terminal{};
    TlsSession session{};
    unsigned tries = 0;
    bool ready = false;  // listed in `ready_`
    bool greeted = false;
    bool secured = false;
    bool back = false;
  };
  struct Try {
    Clock::time_point ends;
    std::size_t who = 0;
    unsigned number = 0;
  };
  // How far a client is.
  enum class Stage : std::uint8_t { Greets, Secures, LogsOn };
  static constexpr std::size_t kStages = 3;
  [[nodiscard]] static Stage stage(const One& one);
  void connect(std::size_t who);
  void give_up_late_ones();
  // Whose sockets have become ready.
  void listen();
  [[nodiscard]] std::optional<std::size_t> next_ready();
  void go_on(std::size_t who);
  // At most `window` on their way at a time. Until all are back, or `most` is over.
  void bring_back(std::size_t window, std::chrono::seconds most);

  std::uint16_t port_;
  SSL_CTX* context_;
  int epoll_;
  std::vector<One> all_;
  std::deque<Try> tries_;  // in their order
  // Whose sockets are ready. Those who are furthest go on first: real clients have a machine each,
  // and none waits until all the others have begun.
  std::array<std::deque<std::size_t>, kStages> ready_;
  Handshake handshake_ = Handshake::Full;
  Clock::time_point last_handshake_{};
  Storm storm_;
};

}  // namespace bench
