#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>

#include "config/time.h"
#include "tn3270/server/admission.h"
#include "tn3270/server/log.h"
#include "tn3270/server/proxy/proxied_connection.h"
#include "tn3270/server/proxy/proxy_route.h"

namespace server {

// Some of the connections of all proxies, on a thread of its own: its sockets, its handshakes one
// after the other, one timer for all deadlines.
class ProxyLane {
 public:
  // A client that has been let in, and is counted with its route.
  struct Arrival {
    Arrival(ProxyRoute& to, int socket, const Peer& from, std::unique_ptr<Visit> let_in)
        : route(&to), descriptor(socket), peer(from), visit(std::move(let_in)) {}
    ~Arrival();
    Arrival(const Arrival&) = delete;
    Arrival& operator=(const Arrival&) = delete;

    ProxyRoute* route;  // outlives the lane
    int descriptor;     // owned
    Peer peer;
    std::unique_ptr<Visit> visit;
  };
  // Says a line, unless one with the same key was said a moment ago. Called in the lane's thread.
  using Say = std::function<void(std::string key, std::string line)>;

  ProxyLane(Log& log, Say say);
  ~ProxyLane();
  ProxyLane(const ProxyLane&) = delete;
  ProxyLane& operator=(const ProxyLane&) = delete;

  void start();
  // Cuts all connections off, and the thread is over.
  void end();
  // From any thread.
  void take(std::unique_ptr<Arrival> arrival);
  // Connections, from any thread.
  [[nodiscard]] std::uint64_t load() const { return load_.load(std::memory_order_relaxed); }

 private:
  using Id = std::uint64_t;
  using DueList = std::multimap<config::Instant, Id>;
  struct Entry {
    // Owns the arrival's descriptor, unless it throws std::system_error.
    Entry(asio::io_context& context, Arrival& arrival, config::Instant now)
        : visit(std::move(arrival.visit)),
          connection(context, *arrival.route, arrival.descriptor, arrival.peer, now),
          since(now) {}
    std::unique_ptr<Visit> visit;
    ProxiedConnection connection;
    config::Instant since;
    std::uint64_t counted_to_target = 0;
    std::uint64_t counted_to_client = 0;
    std::optional<DueList::iterator> due{};
  };

  void begin(Arrival& arrival);
  void readable(Id id, proxy::Side side);
  void writable(Id id, proxy::Side side);
  void alarmed(Id id, proxy::Side side);
  void queue_handshake(Id id);
  void shake_hands();
  // Waits for what the connection wants, or ends it.
  void settle(Id id, Entry& entry);
  void arm(Id id, ProxiedConnection& connection, proxy::Side side);
  void list_due(Id id, Entry& entry);
  void count(Entry& entry);
  void account(Entry& entry);
  [[nodiscard]] Entry* find(Id id);

  void set_timer();
  void on_timer();

  Log& log_;
  Say say_;
  asio::io_context context_{1};
  std::atomic<std::uint64_t> load_{0};
  std::unordered_map<Id, std::unique_ptr<Entry>> connections_;
  Id last_ = 0;
  DueList due_;
  std::deque<Id> handshakes_;
  asio::steady_timer timer_;
  ProxyScratch scratch_{};
  std::thread thread_;
};

}  // namespace server
