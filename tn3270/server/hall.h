#pragma once

#include <algorithm>
#include <asio/io_context.hpp>
#include <asio/thread_pool.hpp>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "config/settings.h"
#include "tn3270/server/acb/acb_server.h"
#include "tn3270/server/activation/passed_sockets.h"
#include "tn3270/server/admin/api.h"
#include "tn3270/server/admin/http_server.h"
#include "tn3270/server/admin/tokens.h"
#include "tn3270/server/current_network.h"
#include "tn3270/server/entrance.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/hall_backend.h"
#include "tn3270/server/hosts/host_gates.h"
#include "tn3270/server/log.h"
#include "tn3270/server/printer_board.h"
#include "tn3270/server/printing/printing_backend.h"
#include "tn3270/server/printing/spooler.h"
#include "tn3270/server/proxy/proxy_service.h"
#include "tn3270/server/reactor/reactor.h"
#include "tn3270/server/reception.h"
#include "tn3270/server/tls/reloadable_context.h"
#include "vtam/directory.h"
#include "vtam/network.h"
#include "vtam/program.h"

namespace server {

// Everything that a server has, in the order in which they need each other; destroyed the other way
// round. Made and ended on the main thread.
struct Hall {
  // Opens what there is to open. Throws std::runtime_error in words.
  Hall(std::shared_ptr<const config::Config> config, const vtam::ProgramCatalog& catalog,
       Log& the_log, PassedSockets passed);
  ~Hall() {
    // Those that ask others come first, and the spool's thread posts to reactors.
    http.reset();
    printing.reset();
    spooler.reset();
  }
  Hall(const Hall&) = delete;
  Hall& operator=(const Hall&) = delete;

  // hall_opening.cpp
  void open_listeners();
  void open_spool();
  void make_spooler();
  void open_applications();
  void open_hosts();
  void open_proxies();
  void open_admin();
  // Null for a listener without TLS. Throws std::runtime_error in words.
  const ReloadableContext* tls_context(const config::ListenerSettings& listener);

  // hall.cpp
  void announce();
  void take(Arrival arrival);
  void reload(std::function<void(ReloadViews)> answer);
  std::vector<ReloadView> reload_certificates();
  void look_up_proxies(ReloadViews views, std::function<void(ReloadViews)> answer);
  void end();

  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  Log& log;
  const vtam::NetworkPtr network;  // as the start has made it
  Guarded<vtam::Directory> directory;
  CurrentNetwork current;
  PassedSockets sockets;  // that nobody has taken yet
  TlsContexts certificates;
  std::deque<Entrance> entrances;    // their addresses are kept by connections
  PrinterBoard printers;             // reactors call it
  std::unique_ptr<Spooler> spooler;  // null: nothing is printed
  HostGates hosts;
  asio::io_context context{1};
  asio::thread_pool look_ups{1};         // of hosts' names, at a reload
  std::unique_ptr<Reception> reception;  // connections end their visits
  std::vector<std::unique_ptr<Reactor>> reactors;
  std::unique_ptr<AcbServer> applications;
  std::unique_ptr<ProxyService> proxies;  // null: none are defined
  Tokens tokens;
  HallBackend backend;
  std::unique_ptr<HallPrinting> printing;  // null: nothing is printed, or there is no API
  std::unique_ptr<Api> api;
  std::unique_ptr<HttpServer> http;
  std::atomic<bool> admin_open{false};  // the admin thread runs before `http` is known here
};

}  // namespace server
