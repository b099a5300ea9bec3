#include "tn3270/server/server.h"

#include <algorithm>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/signal_set.hpp>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

#include "config/admin_token.h"
#include "config/limits.h"
#include "tn3270/server/acb/acb_server.h"
#include "tn3270/server/admin/api.h"
#include "tn3270/server/admin/http_server.h"
#include "tn3270/server/admin/problem_answer.h"
#include "tn3270/server/admin/tokens.h"
#include "tn3270/server/current_network.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/hall_backend.h"
#include "tn3270/server/mapping_hosts.h"
#include "tn3270/server/printer_board.h"
#include "tn3270/server/printing/printing_backend.h"
#include "tn3270/server/printing/spooler.h"
#include "tn3270/server/privileges.h"
#include "tn3270/server/proxy/proxy_service.h"
#include "tn3270/server/reactor/reactor.h"
#include "tn3270/server/reception.h"
#include "tn3270/server/resolver.h"
#include "tn3270/server/version.h"
#include "vtam/directory.h"
#include "vtam/network.h"

namespace server {

namespace {

const char* text(TlsReload::What what) {
  switch (what) {
    case TlsReload::What::Renewed:
      return "renewed";
    case TlsReload::What::Kept:
      return "kept";
    case TlsReload::What::Same:
      break;
  }
  return "same";
}

}  // namespace

// In the order in which they need each other; destroyed the other way round.
struct Server::Hall {
  Hall(std::shared_ptr<const config::Config> config, const vtam::ProgramCatalog& catalog,
       Log& the_log);
  ~Hall() {
    // Those that ask others come first, and the spool's thread posts to reactors.
    http.reset();
    printing.reset();
    spooler.reset();
  }
  Hall(const Hall&) = delete;
  Hall& operator=(const Hall&) = delete;

  void open_listeners();
  void open_spool();
  void make_spooler();
  void open_applications();
  void open_proxies();
  void open_admin();
  void announce();
  void take(Arrival arrival);
  // Null for a listener without TLS. Throws std::runtime_error in words.
  const ReloadableContext* tls_context(const config::ListenerSettings& listener);
  std::vector<ReloadView> reload();
  void end();

  Log& log;
  const vtam::NetworkPtr network;  // as the start has made it
  Guarded<vtam::Directory> directory;
  CurrentNetwork current;
  TlsContexts certificates;
  std::deque<Entrance> entrances;    // their addresses are kept by connections
  PrinterBoard printers;             // reactors call it
  std::unique_ptr<Spooler> spooler;  // null: nothing is printed
  asio::io_context context{1};
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

Server::Hall::Hall(std::shared_ptr<const config::Config> config,
                   const vtam::ProgramCatalog& catalog, Log& the_log)
    : log(the_log),
      network(std::make_shared<const vtam::Network>(std::move(config), catalog)),
      directory(network, mapping_hosts(network->config(), system_addresses,
                                       [&](const std::string& line) { the_log.warning(line); })),
      current(network, directory,
              [this](const MessageToAll& message) {
                for (const auto& reactor : reactors) {
                  std::visit([&](const auto& one) { reactor->post(one); }, message);
                }
              }),
      printers({std::shared_ptr<const config::Config>(network, &network->config()), &directory,
                [this](std::uint16_t reactor, Message message) {
                  reactors.at(reactor)->post(std::move(message));
                },
                [this](QueuesWanted wanted) {
                  if (spooler) {
                    spooler->post(std::move(wanted));
                  } else {
                    wanted.answer({});
                  }
                },
                steady_now}),
      backend(current, directory, reactors) {
  hide_memory();
  open_listeners();
  open_proxies();
  // Low ports are bound, keys are read: what is made from here on belongs to whom it will be.
  if (const std::string who = become(network->config().privilege); !who.empty()) {
    log.info("TND022I running from here on as " + who);
  }
  open_spool();
  open_applications();
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned index = 0; index < cores; ++index) {
    SessionTable::Surroundings around;
    around.reactor = static_cast<std::uint16_t>(index);
    around.network = network;
    around.directory = &directory;
    around.log = &log;
    around.post = [this](std::uint16_t reactor, Message message) {
      reactors.at(reactor)->post(std::move(message));
    };
    around.acb_sink = applications ? applications->sink() : nullptr;
    around.want_printers = [this](vtam::SessionId reader) { printers.want(reader); };
    if (spooler) {
      around.outputs = outputs_of(network->config(), around.reactor, cores);
      around.spool = [this](SpoolMessage message) { spooler->post(std::move(message)); };
      around.client_jobs = true;
    }
    around.clock = system_wall_clock();
    reactors.push_back(std::make_unique<Reactor>(std::move(around)));
  }
  open_admin();
}

void Server::Hall::open_listeners() {
  reception = std::make_unique<Reception>(context, network->config(), log,
                                          [this](Arrival arrival) { take(std::move(arrival)); });
  const auto& servers = network->config().servers;
  for (std::size_t index = 0; index < servers.size(); ++index) {
    const auto partition = static_cast<std::uint16_t>(index);
    log.info("BSTT000I INITIATED TN3270D " + std::string(kVersion) + " " + servers[index].name);
    for (const config::ListenerSettings& settings : servers[index].listeners) {
      entrances.push_back({partition, &settings, tls_context(settings)});
      reception->open(entrances.back());
      log.info("BSTT695I CONNECTING TO PORT " + std::to_string(settings.port) + " IP " +
               settings.address);
    }
  }
}

// Made before any port is open: a spool that can't be used ends the start in words. Where only
// clients print and nobody asked for one, they can do without.
void Server::Hall::open_spool() {
  const config::Config& config = network->config();
  const auto any = [&config](bool (*is)(config::LuType)) {
    return std::any_of(config.servers.begin(), config.servers.end(), [is](const auto& server) {
      return std::any_of(server.lus.begin(), server.lus.end(),
                         [is](const config::LuSettings& lu) { return is(lu.type); });
    });
  };
  if (config.spool || any(config::is_output)) {
    make_spooler();
  } else if (any(config::is_printer)) {
    try {
      make_spooler();
    } catch (const std::exception& fault) {
      log.warning(std::string("TND511W what is written to the printers of clients goes to them "
                              "at once and is lost with them: ") +
                  fault.what());
    }
  }
}

void Server::Hall::make_spooler() {
  const config::Config& config = network->config();
  Spooler::Surroundings around;
  around.config = std::shared_ptr<const config::Config>(network, &config);
  around.settings = config.spool.value_or(config::SpoolSettings{});
  if (around.settings.path.empty()) {
    const std::filesystem::path path = config::state_file("spool.db");
    std::filesystem::create_directories(path.parent_path());
    around.settings.path = path.string();
  }
  around.log = &log;
  around.post = [this](std::uint16_t reactor, Message message) {
    reactors.at(reactor)->post(std::move(message));
  };
  spooler = std::make_unique<Spooler>(std::move(around));
  backend.watch(*spooler);
  log.info("TND017I jobs wait for their printers in " + spooler->path());
}

void Server::Hall::open_applications() {
  const auto& settings = network->config().application_socket;
  if (!settings) {
    return;
  }
  AcbServer::Surroundings around;
  around.settings = *settings;
  around.timing = network->config().timing;
  around.version = kVersion;
  around.network = &current;
  around.directory = &directory;
  around.certificates = &certificates;
  around.log = &log;
  around.post = [this](std::uint16_t reactor, Message message) {
    reactors.at(reactor)->post(std::move(message));
  };
  around.clock = system_wall_clock();
  applications = std::make_unique<AcbServer>(std::move(around));
  backend.ask_applications(*applications);
  log.info("TND016I applications connect to " + applications->where());
}

void Server::Hall::open_proxies() {
  const config::Config& config = network->config();
  if (config.proxies.empty()) {
    return;
  }
  ProxyService::Surroundings around;
  around.proxies = config.proxies;
  around.timing = config.timing;
  around.log = &log;
  around.look_up = system_addresses;
  around.open_tls = [this](const config::ProxySettings& settings) -> TlsContextNow {
    auto opened = certificates.open("proxy '" + settings.name + "'",
                                    {settings.certificate, settings.tls_settings});
    if (const auto* why = std::get_if<std::string>(&opened)) {
      throw std::runtime_error("proxy '" + settings.name + "': " + *why);
    }
    return [context = std::get<const ReloadableContext*>(opened)] { return context->current(); };
  };
  proxies = std::make_unique<ProxyService>(std::move(around));
  backend.watch(*proxies);
}

void Server::Hall::open_admin() {
  const config::AdminSettings& admin = network->config().admin;
  if (!admin.enabled) {
    return;
  }
  TokenFile file = open_token_file(token_path(admin.token_file));
  if (!file.error.empty()) {
    throw std::runtime_error(file.error);
  }
  if (file.created) {
    log.info("TND014I a new operator token was written to " + file.path.string());
  }
  tokens = std::move(file.tokens);
  if (spooler) {
    HallPrinting::Surroundings around;
    around.network = network;
    around.backend = &backend;
    around.spool = spooler->path();
    around.post = [this](SpoolMessage message) { spooler->post(std::move(message)); };
    around.post_admin = [this](std::function<void()> work) { http->post(std::move(work)); };
    printing = std::make_unique<HallPrinting>(std::move(around));
  }
  api = std::make_unique<Api>(
      backend, tokens, [this](const std::string& line) { log.info("TND201I " + line); },
      printing.get());
  http = std::make_unique<HttpServer>(
      admin.address, admin.port, [this](const HttpRequest& request, const HttpReply& reply) {
        if (admin_open) {
          api->handle(request, reply);
        } else {
          reply(problem_answer(503, "STARTING", "the server is starting"));
        }
      });
  backend.reload_with([this](std::function<void(std::vector<ReloadView>)> answer) {
    asio::post(context, [this, answer = std::move(answer)] { answer(reload()); });
  });
  backend.ports_with(
      [this](vtam::PortCommand command, std::function<void(HallBackend::PortsAnswer)> answer) {
        asio::post(context, [this, command, answer = std::move(answer)] {
          const bool suspend = command.verb == vtam::PortCommand::Verb::Suspend;
          answer({suspend ? reception->suspend(command.port) : reception->resume(command.port),
                  reception->ports()});
        });
      });
  backend.answer_on([this](std::function<void()> work) { http->post(std::move(work)); });
  admin_open = true;
}

const ReloadableContext* Server::Hall::tls_context(const config::ListenerSettings& listener) {
  if (listener.tls == config::ListenerTls::None) {
    return nullptr;
  }
  auto opened = certificates.open("listener '" + listener.name + "'",
                                  {listener.certificate, listener.tls_settings});
  if (const auto* why = std::get_if<std::string>(&opened)) {
    throw std::runtime_error("listener " + listener.name + ": " + *why);
  }
  return std::get<const ReloadableContext*>(opened);
}

std::vector<ReloadView> Server::Hall::reload() {
  std::vector<ReloadView> views;
  for (TlsReload& one : certificates.reload()) {
    const bool kept = one.what == TlsReload::What::Kept;
    if (kept) {
      log.warning("TND021W " + one.who + ": " + one.text);
    } else {
      log.info("TND020I " + one.who + ": " + one.text);
    }
    views.push_back({one.who, text(one.what), one.text, std::move(one.notes)});
  }
  return views;
}

void Server::Hall::take(Arrival arrival) {
  const auto least =
      std::min_element(reactors.begin(), reactors.end(),
                       [](const auto& a, const auto& b) { return a->load() < b->load(); });
  (*least)->count_arrival();
  (*least)->post(
      Adopt{arrival.descriptor, arrival.peer, arrival.entrance, std::move(arrival.visit)});
}

void Server::Hall::announce() {
  const config::Config& config = network->config();
  std::string line = "TND001I tn3270d " + std::string(kVersion) + " is ready: " +
                     std::to_string(directory.with([](auto& d) { return d.size(); })) + " LUs, " +
                     std::to_string(reception->listeners()) +
                     (reception->listeners() == 1 ? " listener" : " listeners");
  if (http) {
    line += ", admin on " + config.admin.address + " port " + std::to_string(http->port()) +
            ", token in " + token_path(config.admin.token_file).string();
  }
  if (config.ignored_statements > 0) {
    line += ", " + std::to_string(config.ignored_statements) + " unknown statements ignored";
  }
  log.info(line);
}

void Server::Hall::end() {
  reception->stop();
  if (proxies) {
    proxies->end();
  }
  for (const auto& reactor : reactors) {
    reactor->post(Stop{});
  }
  for (const auto& reactor : reactors) {
    reactor->join();
  }
  if (printing) {
    printing->end();
  }
  if (spooler) {
    spooler->end();
  }
  if (applications) {
    applications->end();
  }
  http.reset();
  for (const config::ServerSettings& partition : network->config().servers) {
    log.info("BSTT001I TERMINATED TN3270D " + partition.name);
  }
}

Server::Server(std::shared_ptr<const config::Config> config, const vtam::ProgramCatalog& catalog,
               Log& log, std::function<config::Loaded()> read_again)
    : hall_(std::make_unique<Hall>(std::move(config), catalog, log)) {
  hall_->backend.read_again_with(std::move(read_again));
}

Server::~Server() = default;

void Server::run(const std::function<void()>& ending) {
  asio::signal_set signals(hall_->context, SIGTERM, SIGINT);
  signals.async_wait([this](const std::error_code& error, int signal) {
    if (!error) {
      hall_->log.info("TND002I ending: signal " + std::to_string(signal));
      hall_->context.stop();
    }
  });
  asio::signal_set hang_up(hall_->context, SIGHUP);
  std::function<void()> wait_for_hang_up = [&] {
    hang_up.async_wait([&](const std::error_code& error, int /*signal*/) {
      if (!error) {
        hall_->reload();
        wait_for_hang_up();
      }
    });
  };
  wait_for_hang_up();
  if (hall_->spooler) {
    hall_->spooler->start();
  }
  for (const auto& reactor : hall_->reactors) {
    reactor->post(OpenOutputs{});
    reactor->start();
  }
  if (hall_->applications) {
    hall_->applications->start();
  }
  hall_->reception->start();
  if (hall_->proxies) {
    hall_->proxies->start();
  }
  hall_->announce();
  hall_->context.run();
  ending();
  hall_->end();
}

}  // namespace server
