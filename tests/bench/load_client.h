#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/bench/logon_script.h"

namespace bench {

// Many TN3270E clients on one epoll. Each says the same fixed bytes and is done when the first
// screen is there; so little work that the server is what is measured.
class LoadClient {
 public:
  explicit LoadClient(std::uint16_t port);
  ~LoadClient();
  LoadClient(const LoadClient&) = delete;
  LoadClient& operator=(const LoadClient&) = delete;

  enum class Afterwards { Keep, Close };
  // Connects `count` clients, at most `window` of them not done at a time. Throws if one is refused
  // or none makes progress for 20 s.
  void log_on(std::size_t count, std::size_t window, Afterwards afterwards);

  // The first so many of those that were kept type ADA and press Enter, each again as soon as its
  // screen is there, for so long. Returns how many screens have come.
  // `took`, if given, gets how long each was waited for, in milliseconds.
  std::size_t transact(std::size_t clients, std::chrono::milliseconds time,
                       std::vector<float>* took = nullptr);
  // Throws away what the server has still to say to them: screens that no key has asked for.
  void settle();

  [[nodiscard]] std::size_t connected() const { return kept_.size(); }
  // Bytes of the first logon, by turns.
  [[nodiscard]] const Transcript& transcript() const { return transcript_; }

 private:
  struct Client {
    LogonScript script;
    bool recorded = false;
    bool logged_on = false;
  };
  void begin();
  void hear(int descriptor);

  std::uint16_t port_;
  int epoll_;
  std::vector<Client> clients_;  // by descriptor
  std::vector<int> kept_;
  Transcript transcript_;
  bool recording_ = true;
  std::size_t done_ = 0;
  std::size_t begun_ = 0;
  Afterwards afterwards_ = Afterwards::Keep;
};

}  // namespace bench
