#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace server {

// Who listens on a TCP port of this machine: "process 4711 (tn3270d)", as far as /proc lets us see;
// nullopt otherwise.
[[nodiscard]] std::optional<std::string> port_holder(std::uint16_t port);

}  // namespace server
