#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "printers/delivery/waiting.h"

// From a host's name to its addresses.
namespace printers {

struct Address {
  sockaddr_storage socket{};
  socklen_t size = 0;
  std::string text{};  // "10.1.2.3", "fe80::1%eth0"
  [[nodiscard]] const sockaddr* generic() const;
};

struct Answer {
  std::vector<Address> addresses{};  // in the order in which they are to be tried
  std::string fault{};               // why there is none: "Name or service not known"
};

enum class NoAnswer : std::uint8_t { Stopped, TimedOut };

// Asks the system; numbers are answered at once.
[[nodiscard]] Answer look_up(const std::string& host, std::uint16_t port);

using LookUp = std::function<Answer(const std::string& host, std::uint16_t port)>;

// The system's look-up can't be interrupted: it runs in a thread of its own, which is left behind,
// with everything that it touches, when nobody waits for it any more.
[[nodiscard]] std::variant<Answer, NoAnswer> resolve(const std::string& host, std::uint16_t port,
                                                     Clock::time_point until, const Stop& stop,
                                                     const LookUp& look = look_up);

}  // namespace printers
