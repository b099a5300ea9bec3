#pragma once

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "config/settings.h"
#include "tn3270/server/access.h"
#include "tn3270/server/admission.h"
#include "tn3270/server/entrance.h"
#include "tn3270/server/listener.h"
#include "tn3270/server/log.h"
#include "tn3270/server/peer.h"
#include "vtam/repeat_collapser.h"

namespace server {

// Who has been let in. The taker owns the descriptor.
struct Arrival {
  int descriptor = -1;
  Peer peer;  // behind a load balancer: the client, not the balancer
  const Entrance* entrance = nullptr;
  std::unique_ptr<Visit> visit{};  // null: nobody counts it
};

// All listeners of the terminal server: who may connect, how many, how fast, and who a client is
// that a load balancer brings. Lives in the thread of its context; `config` and `log` outlive it,
// and it outlives every Visit.
class Reception {
 public:
  using Taker = std::function<void(Arrival arrival)>;
  Reception(asio::io_context& context, const config::Config& config, Log& log, Taker taker);
  Reception(const Reception&) = delete;
  Reception& operator=(const Reception&) = delete;

  // Binds, or takes over `passed` as Listener does. Throws std::runtime_error in words. `entrance`
  // outlives the reception.
  void open(const Entrance& entrance, int passed = -1);
  [[nodiscard]] std::size_t listeners() const { return doors_.size(); }

  void start();
  void stop();

  // PORT n SUSPEND and RESUME (seed 3.7.9): what has become of each listener with that port, in
  // words; empty: there is none.
  [[nodiscard]] std::vector<std::string> suspend(std::uint16_t port);
  [[nodiscard]] std::vector<std::string> resume(std::uint16_t port);
  [[nodiscard]] std::vector<std::uint16_t> ports() const;

 private:
  struct Door {
    const Entrance* entrance = nullptr;
    AccessList access;
    AccessList balancers;
    std::uint32_t gate = 0;
    std::unique_ptr<Listener> listener;
  };
  // A load balancer has connected, and has not said for whom yet.
  struct Introduction {
    Introduction(asio::io_context& context, int descriptor, const Peer& balancer, Door& door)
        : socket(context, descriptor), time(context), peer(balancer), at(&door) {}
    asio::posix::stream_descriptor socket;
    asio::steady_timer time;
    Peer peer;
    Door* at;
    std::size_t seen = 0;  // bytes
  };

  void arrive(int descriptor, const Peer& peer, Door& door);
  void introduce(int descriptor, const Peer& balancer, Door& door);
  void wait_for(std::uint64_t number);
  void hear(std::uint64_t number);
  void turn_away(std::uint64_t number, const std::string& why);
  void let_in(int descriptor, const Peer& peer, Door& door);
  void refuse(int descriptor, const Peer& peer, const Door& door, const std::string& why);
  void say(const std::string& key, const std::string& line);
  void sum_up();

  asio::io_context& context_;
  Log& log_;
  Taker taker_;
  Admission admission_;
  std::deque<Door> doors_;
  std::map<std::uint64_t, Introduction> introductions_;  // handlers know their numbers
  std::uint64_t introduced_ = 0;
  vtam::RepeatCollapser repeats_;
  asio::steady_timer tick_;
};

}  // namespace server
