#pragma once

#include <functional>

namespace server {

// Runs `body` in a process with a network of its own, in which this machine is 127.0.0.1, 10.1.2.3
// and 10.1.2.4 as well: clients that are not of this machine, as far as anybody can see. True: all
// its expectations were met.
[[nodiscard]] bool in_own_network(const std::function<void()>& body);

}  // namespace server
