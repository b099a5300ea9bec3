#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "config/proxy_settings.h"
#include "config/settings.h"
#include "tn3270/server/activation/passed_sockets.h"
#include "tn3270/server/admission.h"
#include "tn3270/server/listener.h"
#include "tn3270/server/log.h"
#include "tn3270/server/mapping_hosts.h"
#include "tn3270/server/proxy/proxied_connection.h"
#include "tn3270/server/proxy/proxy_route.h"
#include "vtam/repeat_collapser.h"

namespace server {

// All TCP proxies: their listening sockets and connections, on one thread.
class ProxyService {
 public:
  // The context of a proxy's TLS side; throws std::runtime_error in words.
  using OpenTls = std::function<TlsContextNow(const config::ProxySettings&)>;
  // What it needs of the hall; pointers outlive it.
  struct Surroundings {
    std::vector<config::ProxySettings> proxies;
    config::TimingSettings timing;
    config::AdmissionSettings admission;  // their clients are counted apart from the terminals'
    Log* log = nullptr;
    OpenTls open_tls;
    HostLookUp look_up;
    PassedSockets* sockets = nullptr;  // null: none were passed
  };

  // Opens every port. Throws std::runtime_error in words.
  explicit ProxyService(Surroundings around);
  ~ProxyService();
  ProxyService(const ProxyService&) = delete;
  ProxyService& operator=(const ProxyService&) = delete;

  void start();
  // Cuts all connections off, and the thread is over.
  void end();

  // Looks the names of targets up, in a thread of its own, and tells once what has come of it, in
  // the order of the settings; in that of the proxies, or at once if there are no names. New
  // connections go there, the others stay. Called by one thread, after start().
  void look_up_again(std::function<void(std::vector<ReloadView>)> answer);

  // In the order of the settings; from any thread.
  [[nodiscard]] std::vector<ProxyView> views() const;

 private:
  using Id = std::uint64_t;
  using DueList = std::multimap<config::Instant, Id>;
  struct Entry {
    Entry(asio::io_context& context, ProxyRoute& route, int descriptor, const Peer& peer,
          std::unique_ptr<Visit> let_in, config::Instant now)
        : visit(std::move(let_in)), connection(context, route, descriptor, peer, now), since(now) {}
    std::unique_ptr<Visit> visit;
    ProxiedConnection connection;
    config::Instant since;
    std::uint64_t counted_to_target = 0;
    std::uint64_t counted_to_client = 0;
    std::optional<DueList::iterator> due{};
  };

  void open(const config::ProxySettings& settings, std::size_t number);
  void take(ProxyRoute& route, std::uint32_t gate, int descriptor, const Peer& peer);
  void refuse(ProxyRoute& route, int descriptor, const Peer& peer, const std::string& why);
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
  // What was looked up of those routes that have names, in their order.
  [[nodiscard]] std::vector<ReloadView> found(std::vector<ProxyTargets> targets);
  // One line, unless an equal one was said a moment ago.
  void say(const std::string& key, const std::string& line);

  Surroundings around_;
  asio::io_context context_{1};
  Admission admission_;
  std::deque<ProxyRoute> routes_;  // their addresses are kept by connections
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::unordered_map<Id, std::unique_ptr<Entry>> connections_;
  Id last_ = 0;
  DueList due_;
  std::deque<Id> handshakes_;
  asio::steady_timer timer_;
  vtam::RepeatCollapser repeats_;
  ProxyScratch scratch_{};
  std::thread thread_;
  std::unique_ptr<asio::thread_pool> look_ups_;  // null until one is wanted; has one thread
};

}  // namespace server
