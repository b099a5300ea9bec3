#pragma once

#include <cstdint>
#include <string>

#include "config/limits.h"
#include "config/problem.h"

namespace config {

// Who may connect: the first rule that fits decides, and where there are rules, whom none fits may
// not (MODEL 5). Clients of this machine always may.
struct AccessRule {
  bool allow = false;
  std::string client{};  // as MapRule::client
  Position at{};
};

// How arriving clients are held back together (JSON "admission"); 0: not at all.
struct AdmissionSettings {
  std::uint32_t clients = 0;      // at the same time, on all listeners
  std::uint32_t per_address = 0;  // at the same time, of one address; loopback apart
  std::uint32_t accepts = 0;      // a second
  // TLS handshakes that wait for their turn; while there are as many, nobody is accepted for TLS.
  std::uint32_t handshakes = limits::kHandshakes;
  Position at{};
};

// Who the process is after it has bound its ports (JSON "process").
struct PrivilegeSettings {
  std::string user{};   // empty: as it was started
  std::string group{};  // empty: the user's
  Position at{};
};

}  // namespace config
