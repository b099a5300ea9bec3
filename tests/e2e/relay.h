#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "tn3270/datastream/bytes.h"

namespace e2e {

// Stands between real clients and a daemon, one client at a time, on a port of its own. Keeps what
// the daemon said; or hides from the client that the daemon speaks TN3270E, because pr3287 has no
// switch for classic. To the daemon they come from `from`, an address of 127.0.0.0/8, so that one
// machine has clients at many.
class Relay {
 public:
  enum class Shows : std::uint8_t { Everything, ClassicOnly };
  explicit Relay(std::uint16_t daemon, Shows shows = Shows::Everything, std::string from = {});
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  // Of all clients so far.
  [[nodiscard]] tn3270::ByteBuffer said_by_daemon() const;

 private:
  void work(const std::stop_token& stop);
  void note(const tn3270::ByteBuffer& bytes);
  void carry(int client, int daemon, const std::stop_token& stop);

  std::uint16_t daemon_;
  Shows shows_;
  std::string from_;
  std::uint16_t port_ = 0;  // before listener_, which fills it
  int listener_ = -1;
  mutable std::mutex mutex_;
  tn3270::ByteBuffer said_;
  std::jthread thread_;
};

}  // namespace e2e
