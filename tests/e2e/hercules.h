#pragma once

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/e2e/process.h"
#include "tests/e2e/s3270.h"

namespace e2e {

// Debian's Hercules as a host: its console is a classic TN3270 server of other people, with a
// channel behind it. Connect one client at a time, and not more than 1,000: two that negotiate at
// once may hang for ever.
class Hercules {
 public:
  // None: nobody answers, the first screen is Hercules' own. Echo: a program answers every input
  // with EchoScreen (tests/e2e/guest/echo_screen.h); the text SIZE makes it fill the alternate
  // size with periods.
  enum class Guest : std::uint8_t { None, Echo };

  // 3270 devices from device number 0100 on, at this port of loopback, 0: a free one. Throws if it
  // does not come up.
  explicit Hercules(std::size_t devices, Guest guest = Guest::Echo, std::uint16_t port = 0);
  // Kills it: it has nothing to lose, and its own end takes up to ten seconds.
  ~Hercules() { process_.signal(SIGKILL); }
  Hercules(const Hercules&) = delete;
  Hercules& operator=(const Hercules&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::string log() const;
  // So many clients in all have gone, and it knows, at once or within 5 seconds: before that their
  // devices are taken.
  [[nodiscard]] bool has_lost(std::size_t clients) const;
  [[nodiscard]] Process& process() { return process_; }

 private:
  [[nodiscard]] std::string configure(std::size_t devices, Guest guest) const;
  // The log says so, at once or in time.
  [[nodiscard]] bool says(const std::string& text);

  TemporaryFolder folder_;
  std::uint16_t port_;
  Process process_;
};

// The guest's screen is there, and no longer Hercules' own, and can be typed in.
[[nodiscard]] bool shows_guest(S3270& client);

}  // namespace e2e
