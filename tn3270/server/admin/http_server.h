#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "config/limits.h"
#include "config/time.h"
#include "tn3270/server/admin/http_message.h"

namespace server {

// Deadlines of one connection; after each the connection is closed without an answer.
struct HttpTimes {
  config::Ticks read = config::limits::kHttpRead;
  config::Ticks handle = config::limits::kHttpHandle;
  config::Ticks write = config::limits::kHttpWrite;
  config::Ticks heartbeat = config::limits::kHttpHeartbeat;  // of a stream; in whole looks
};

// The admin thread with its HTTP listener. The only user of the HTTP library is http_server.cpp.
class HttpServer {
 public:
  // Binds, or takes over `passed`, a TCP socket that listens already, and starts the thread; port 0
  // takes any free one. Throws std::runtime_error in plain words (address, port, reason). `handler`
  // is called on that thread; its reply may be called there later, once; a reply after the
  // request's deadline or the server's end does nothing.
  HttpServer(const std::string& address, std::uint16_t port, HttpHandler handler,
             HttpTimes times = {}, int passed = -1);
  ~HttpServer();  // stops accepting, ends streams, drops open requests, joins; at most 2 s
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;  // as bound
  // Runs `work` on the admin thread; from any thread.
  void post(std::function<void()> work);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace server
