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
  Listener(asio::io_context& context, const std::string& address, std::uint16_t port, Taker taker,
           Log& log);

  void start() { loop_->start(); }
  void stop() { loop_->stop(); }

 private:
  std::unique_ptr<AcceptLoop> loop_;
};

}  // namespace server
