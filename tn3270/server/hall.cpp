#include "tn3270/server/hall.h"

#include <algorithm>
#include <asio/post.hpp>
#include <string>
#include <utility>
#include <variant>

#include "config/admin_token.h"
#include "tn3270/server/mapping_hosts.h"
#include "tn3270/server/privileges.h"
#include "tn3270/server/resolver.h"
#include "tn3270/server/version.h"
#include "tn3270/server/wall_clock.h"

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

Hall::Hall(std::shared_ptr<const config::Config> config, const vtam::ProgramCatalog& catalog,
           Log& the_log, PassedSockets passed)
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
      sockets(std::move(passed)),
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
  sockets.assign(network->config(), log);
  open_listeners();
  open_proxies();
  open_hosts();
  // Low ports are bound, keys are read: what is made from here on belongs to whom it will be.
  if (const std::string who = become(network->config().privilege); !who.empty()) {
    log.info("TND022I running from here on as " + who);
  }
  open_spool();
  open_applications();
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
    reactors.push_back(std::make_unique<Reactor>(
        std::move(around), [this](config::ApplId name) { return hosts.find(name); }));
  }
  open_admin();
}

// Names are looked up elsewhere: listeners go on accepting meanwhile.
void Hall::reload(std::function<void(ReloadViews)> answer) {
  ReloadViews views{reload_certificates()};
  if (!hosts.any()) {
    return look_up_proxies(std::move(views), std::move(answer));
  }
  asio::post(look_ups, [this, views = std::move(views), answer = std::move(answer)]() mutable {
    views.targets = hosts.look_up_again(system_addresses);
    asio::post(context, [this, views = std::move(views), answer = std::move(answer)]() mutable {
      for (const ReloadView& one : views.targets) {
        if (one.outcome == "kept") {
          log.warning("TND656W " + one.who + ": " + one.text);
        } else {
          log.info("TND655I " + one.who + ": " + one.text);
        }
      }
      look_up_proxies(std::move(views), std::move(answer));
    });
  });
}

void Hall::look_up_proxies(ReloadViews views, std::function<void(ReloadViews)> answer) {
  if (!proxies) {
    return answer(std::move(views));
  }
  proxies->look_up_again([views = std::move(views),
                          answer = std::move(answer)](std::vector<ReloadView> targets) mutable {
    views.targets.insert(views.targets.end(), targets.begin(), targets.end());
    answer(std::move(views));
  });
}

std::vector<ReloadView> Hall::reload_certificates() {
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

void Hall::take(Arrival arrival) {
  const auto least =
      std::min_element(reactors.begin(), reactors.end(),
                       [](const auto& a, const auto& b) { return a->load() < b->load(); });
  (*least)->count_arrival();
  (*least)->post(
      Adopt{arrival.descriptor, arrival.peer, arrival.entrance, std::move(arrival.visit)});
}

void Hall::announce() {
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

void Hall::end() {
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

}  // namespace server
