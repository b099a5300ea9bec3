#pragma once

#include <sys/socket.h>

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <system_error>

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

  // Binds and listens, or takes over `passed`, a socket that listens already, of whoever has
  // started the process. Throws std::runtime_error in words: address, port, reason and, for a taken
  // port, its holder.
  Listener(asio::io_context& context, std::string address, std::uint16_t port, Taker taker,
           Log& log, AcceptLoop::Pace pace = {}, int passed = -1);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  void start() { loop_->start(); }
  void stop();

  // PORT n SUSPEND: nobody can connect until listen_again(), and who waits to be accepted is turned
  // away. The socket stays bound, so no privilege is needed to listen again. Both throw
  // std::runtime_error in words, and then nothing has changed.
  void suspend();
  void listen_again();
  [[nodiscard]] bool suspended() const { return suspended_ >= 0; }

 private:
  [[nodiscard]] std::string name() const;
  [[nodiscard]] int open();
  void accept_from(int descriptor);
  [[noreturn]] void fail(const char* what, const std::error_code& error) const;

  asio::io_context& context_;
  std::string address_;
  std::uint16_t port_;
  Taker taker_;
  Log& log_;
  AcceptLoop::Pace pace_;
  bool passed_;
  std::unique_ptr<AcceptLoop> loop_;
  int suspended_ = -1;     // the socket while nobody can connect to it
  sockaddr_storage at_{};  // of `suspended_`: where it is bound
  socklen_t at_size_ = 0;
};

}  // namespace server
