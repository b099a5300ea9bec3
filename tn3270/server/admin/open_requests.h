#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "config/time.h"
#include "tn3270/server/admin/body_source.h"
#include "tn3270/server/admin/http_message.h"

namespace server {

// The way back of one request: either one whole answer, or the head of a stream, its pieces, one at
// a time, and its end.
class HttpExchange {
 public:
  virtual ~HttpExchange() = default;
  virtual void answer(HttpResponse response) = 0;
  virtual void begin(const HttpResponse& head) = 0;
  // `sent`, unless the connection has failed.
  virtual void send(std::string piece, std::function<void()> sent) = 0;
  // `done` however it went.
  virtual void end(std::string last, std::function<void()> done) = 0;
};

// Requests that wait for their answer, and streams. A connection has at most one (no pipelining),
// so its number names the request; the serial keeps a late reply from answering the connection's
// next request. On the admin thread, except `post`.
class OpenRequests : public std::enable_shared_from_this<OpenRequests> {
 public:
  using Connection = std::uint64_t;
  // Runs work on the admin thread, from any thread; drops it once that thread has ended.
  using Post = std::function<void(std::function<void()> work)>;

  explicit OpenRequests(Post post) : post_(std::move(post)) {}
  std::uint64_t open(Connection connection, std::unique_ptr<HttpExchange> exchange);
  void answer(Connection connection, std::uint64_t serial, HttpResponse response);
  // The admin thread looks so often: streams that have been silent for `heartbeat` get an empty
  // line.
  void look(config::Ticks heartbeat);
  // The server ends: every stream gets its last pieces; `done` when all are out.
  void end_streams(const std::function<void()>& done);
  void drop(Connection connection) { table_.erase(connection); }
  void clear() { table_.clear(); }

 private:
  struct Row {
    std::uint64_t serial = 0;
    std::unique_ptr<HttpExchange> exchange;
    std::unique_ptr<BodySource> source{};  // of a stream
    bool writing = false;                  // a piece is on its way: one at a time
    config::Ticks silent{};                // since the last piece, by looks
  };
  using Table = std::map<Connection, Row>;

  [[nodiscard]] Table::iterator find(Connection connection, std::uint64_t serial);
  void begin_stream(Table::iterator row, HttpResponse response);
  void pump(Connection connection, std::uint64_t serial);
  void send(Table::iterator row, std::string piece);
  void finish(Table::iterator row, std::string last, std::function<void()> done);

  Post post_;
  Table table_;
  std::uint64_t serial_ = 0;
};

}  // namespace server
