#pragma once

#include <cstdint>
#include <string>

#include "tests/e2e/process.h"

namespace e2e {

// How much the kernel keeps for a reader: as much as it likes (dozens of megabytes), or hardly
// anything, so that one who does not read is felt at once.
enum class Keeps : std::uint8_t { Much, Little };

// A socket that is connected to a port of loopback; throws if nobody listens there. `from` is the
// address that the other end sees, any of 127.0.0.0/8; empty: the usual one.
[[nodiscard]] int connect_to(std::uint16_t port, Keeps keeps = Keeps::Much,
                             const std::string& from = {});
// A socket that listens on this port of loopback, 0: on a free one, which `port` then is.
[[nodiscard]] int listen_on(std::uint16_t& port);
// A socket that listens on a free port of loopback.
[[nodiscard]] int listen_anywhere(std::uint16_t& port);
// Somebody listens there, at once or within 10 seconds; throws if not.
void wait_until_open(std::uint16_t port);
[[nodiscard]] bool wait_readable(int socket, Milliseconds wait);

}  // namespace e2e
