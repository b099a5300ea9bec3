#pragma once

#include <cstdint>

namespace e2e {

// A port of loopback that nobody has, and that no other call gets while this process lives: not in
// this test, nor in those that run beside it. Throws std::runtime_error if there is none.
[[nodiscard]] std::uint16_t free_port();

}  // namespace e2e
