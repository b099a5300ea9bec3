#pragma once

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "config/settings.h"
#include "tn3270/server/accept_loop.h"
#include "tn3270/server/log.h"
#include "tn3270/server/peer.h"

namespace server {

// One accepting TCP socket. "::" takes both families.
class Listener {
 public:
  // Gets the descriptor of each new client, non-blocking; the taker owns it.
  using Taker = std::function<void(int descriptor, const Peer& peer)>;

  // Binds and listens. Throws std::runtime_error in words: address, port, reason and, for a taken
  // port, its holder.
  Listener(asio::io_context& context, std::string address, std::uint16_t port, Taker taker,
           Log& log, AcceptLoop::Pace pace = {});

  void start() { loop_->start(); }
  void stop() { loop_->stop(); }

  // PORT n SUSPEND: nobody can connect until listen_again(), which throws as the constructor does.
  void suspend();
  void listen_again();
  [[nodiscard]] bool suspended() const { return suspended_; }

 private:
  void open();

  asio::io_context& context_;
  std::string address_;
  std::uint16_t port_;
  Taker taker_;
  Log& log_;
  AcceptLoop::Pace pace_;
  std::unique_ptr<AcceptLoop> loop_;
  bool suspended_ = false;
};

}  // namespace server
