#pragma once

#include <sys/socket.h>

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <string>

#include "config/time.h"
#include "tn3270/server/log.h"

namespace server {

// Accepts whoever waits at a listening socket, which it owns; runs in the context's thread.
// Accepting goes on by itself after the process or the machine ran out of descriptors (APAR
// PI71325).
class AcceptLoop {
 public:
  // Gets the descriptor of each new client, non-blocking; the taker owns it.
  using Taker = std::function<void(int descriptor, const sockaddr_storage& address)>;
  // How long the next client is left waiting in the kernel's queue; nullopt: not at all.
  using Pace = std::function<std::optional<config::Ticks>()>;

  // `name` is for the log: "127.0.0.1 port 3270". Without `pace` nobody is left waiting.
  AcceptLoop(asio::io_context& context, int descriptor, std::string name, Taker taker, Log& log,
             Pace pace = {});

  void start() { wait(); }
  void stop();
  // Ends as stop() does, but the socket stays open and is the caller's.
  [[nodiscard]] int release();

 private:
  void wait();
  void accept_waiting();
  // False: nothing more to accept now.
  bool accept_one();
  void starve(int error);
  void pause(config::Ticks time);

  asio::posix::stream_descriptor socket_;
  asio::steady_timer pause_;
  std::string name_;
  Taker taker_;
  Pace pace_;
  Log& log_;
  bool starved_ = false;  // said once per famine
};

}  // namespace server
