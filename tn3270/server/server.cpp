#include "tn3270/server/server.h"

#include <asio/signal_set.hpp>
#include <csignal>
#include <string>
#include <utility>

#include "tn3270/server/hall.h"

namespace server {

Server::Server(std::shared_ptr<const config::Config> config, const vtam::ProgramCatalog& catalog,
               Log& log, std::function<config::Loaded()> read_again, PassedSockets passed)
    : hall_(std::make_unique<Hall>(std::move(config), catalog, log, std::move(passed))) {
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
        hall_->reload([](const ReloadViews& /*logged*/) {});
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
