#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "config/settings.h"
#include "tn3270/server/log.h"
#include "tn3270/server/peer.h"

namespace server {

// One accepting socket, on the main thread. "::" takes both families. Accepting goes on by itself
// after the process or the machine ran out of descriptors (APAR PI71325).
class Listener {
 public:
  // Gets the descriptor of each new client, non-blocking; the taker owns it.
  using Taker = std::function<void(int descriptor, const Peer& peer)>;

  // Binds and listens. Throws std::runtime_error in words: address, port, reason and, for a taken
  // port, its holder.
  Listener(asio::io_context& context, const config::ListenerSettings& settings, Taker taker,
           Log& log);

  void start();
  void stop();
  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  void wait();
  void accept_waiting();
  // False: nothing more to accept now.
  bool accept_one();
  void pause(int error);

  asio::ip::tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  Taker taker_;
  Log& log_;
  std::string name_;
  bool starved_ = false;  // said once per famine
};

}  // namespace server
