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
#include "tn3270/server/proxy/proxy_lane.h"
#include "tn3270/server/proxy/proxy_route.h"
#include "vtam/repeat_collapser.h"

namespace server {

// All TCP proxies: one thread accepts and decides who is let in, and hands clients to the lane that
// has the fewest.
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
    unsigned lanes = 1;                // threads for connections
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
  void open(const config::ProxySettings& settings, std::size_t number);
  void take(ProxyRoute& route, std::uint32_t gate, int descriptor, const Peer& peer);
  void refuse(ProxyRoute& route, int descriptor, const Peer& peer, const std::string& why);
  void set_timer();
  // What was looked up of those routes that have names, in their order.
  [[nodiscard]] std::vector<ReloadView> found(std::vector<ProxyTargets> targets);
  // One line, unless an equal one was said a moment ago.
  void say(const std::string& key, const std::string& line);

  Surroundings around_;
  asio::io_context context_{1};
  Admission admission_;
  std::deque<ProxyRoute> routes_;  // their addresses are kept by connections
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::vector<std::unique_ptr<ProxyLane>> lanes_;  // never empty
  asio::steady_timer timer_;
  vtam::RepeatCollapser repeats_;
  std::thread thread_;
  std::unique_ptr<asio::thread_pool> look_ups_;  // null until one is wanted; has one thread
};

}  // namespace server
