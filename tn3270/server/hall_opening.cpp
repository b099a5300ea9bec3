// Everything that a start opens: ports, files, threads' doors.

#include <algorithm>
#include <asio/post.hpp>
#include <filesystem>
#include <stdexcept>
#include <utility>
#include <variant>

#include "config/admin_token.h"
#include "tn3270/server/admin/problem_answer.h"
#include "tn3270/server/hall.h"
#include "tn3270/server/mapping_hosts.h"
#include "tn3270/server/resolver.h"
#include "tn3270/server/version.h"

namespace server {

void Hall::open_listeners() {
  reception = std::make_unique<Reception>(context, network->config(), log,
                                          [this](Arrival arrival) { take(std::move(arrival)); });
  const auto& servers = network->config().servers;
  for (std::size_t index = 0; index < servers.size(); ++index) {
    const auto partition = static_cast<std::uint16_t>(index);
    log.info("BSTT000I INITIATED TN3270D " + std::string(kVersion) + " " + servers[index].name);
    for (const config::ListenerSettings& settings : servers[index].listeners) {
      entrances.push_back({partition, &settings, tls_context(settings)});
      reception->open(entrances.back(), sockets.take(settings.address, settings.port));
      log.info("BSTT695I CONNECTING TO PORT " + std::to_string(settings.port) + " IP " +
               settings.address);
    }
  }
}

// A spool that can't be used ends the start in words. Where only clients print and nobody asked for
// one, they can do without.
void Hall::open_spool() {
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

void Hall::make_spooler() {
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

void Hall::open_applications() {
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
  around.sockets = &sockets;
  around.log = &log;
  around.post = [this](std::uint16_t reactor, Message message) {
    reactors.at(reactor)->post(std::move(message));
  };
  around.clock = system_wall_clock();
  applications = std::make_unique<AcbServer>(std::move(around));
  backend.ask_applications(*applications);
  log.info("TND016I applications connect to " + applications->where());
}

void Hall::open_hosts() {
  hosts.open(network->config(), system_addresses, [this](const vtam::SessionKey& key) {
    reactors.at(key.session.reactor)->post(HostTurn{key});
  });
  backend.watch(hosts);
}

void Hall::open_proxies() {
  const config::Config& config = network->config();
  if (config.proxies.empty()) {
    return;
  }
  ProxyService::Surroundings around;
  around.proxies = config.proxies;
  around.timing = config.timing;
  around.admission = config.admission;
  around.log = &log;
  around.look_up = system_addresses;
  around.sockets = &sockets;
  around.lanes = cores;
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

void Hall::open_admin() {
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
      admin.address, admin.port,
      [this](const HttpRequest& request, const HttpReply& reply) {
        if (admin_open) {
          api->handle(request, reply);
        } else {
          reply(problem_answer(503, "STARTING", "the server is starting"));
        }
      },
      HttpTimes{}, sockets.take(admin.address, admin.port));
  backend.reload_with([this](std::function<void(ReloadViews)> answer) {
    asio::post(context, [this, answer = std::move(answer)] { reload(answer); });
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

const ReloadableContext* Hall::tls_context(const config::ListenerSettings& listener) {
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

}  // namespace server
