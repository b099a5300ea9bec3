#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "tests/e2e/process.h"

namespace e2e {

using Json = nlohmann::json;

// An application at the application socket, line by line. It answers pings by itself.
class LineClient {
 public:
  explicit LineClient(const std::string& path);  // throws if nobody listens there
  ~LineClient();
  LineClient(const LineClient&) = delete;
  LineClient& operator=(const LineClient&) = delete;

  // Says hello and opens ACBs; each must be opened.
  void introduce(const std::string& name);
  void open(const std::string& applid);

  // False: the other end is closed.
  bool send(const Json& line) const;
  bool send_raw(const std::string& bytes) const;
  // The next line; null: none came within `wait`, or the connection is closed.
  [[nodiscard]] Json next(Milliseconds wait = std::chrono::seconds(10));
  // The next line of this type; what comes before it is thrown away. Null: none.
  [[nodiscard]] Json await(const std::string& type, Milliseconds wait = std::chrono::seconds(10));
  // True when the server has closed the connection within `wait`; what it sent is thrown away.
  [[nodiscard]] bool closed_within(Milliseconds wait);
  // Takes nothing from the socket, and sends until the kernel takes no more for `wait`.
  void flood(const std::string& bytes, std::size_t most, Milliseconds wait) const;

 private:
  // False: nothing came within `wait`.
  bool gather(Milliseconds wait);

  int socket_;
  std::string received_;
  bool closed_ = false;
};

// What an application sends that shows one field named "user" and a text.
[[nodiscard]] Json screen_of(const Json& session, const std::string& text);

}  // namespace e2e
