#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "tn3270/server/admin/http_message.h"

namespace server {

// The admin thread with its HTTP listener. The only user of the HTTP library is http_server.cpp.
class HttpServer {
 public:
  // Binds and starts the thread. Throws std::runtime_error in plain words (address, port, reason).
  // `handler` is called on that thread; its reply may be called there later.
  HttpServer(const std::string& address, std::uint16_t port, HttpHandler handler);
  ~HttpServer();  // stops accepting, drops open requests, joins; at most 2 s
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
