#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace e2e {

// A host that says what a test wants, since none can be brought to say it: to each who connects
// `greeting`, and when a record has come back `farewell`; then it closes, or resets the connection
// as soon as `farewell` has been answered.
class ScriptedHost {
 public:
  enum class End : std::uint8_t { Closed, Reset };

  ScriptedHost(std::string greeting, std::string farewell, End end = End::Closed);
  ~ScriptedHost();
  ScriptedHost(const ScriptedHost&) = delete;
  ScriptedHost& operator=(const ScriptedHost&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void serve();

  const std::string greeting_;
  const std::string farewell_;
  const End end_;
  std::uint16_t port_ = 0;
  int listener_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace e2e
