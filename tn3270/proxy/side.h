#pragma once

#include <cstdint>

namespace proxy {

// The two sides of a proxied connection: who has connected to us, and whom we have connected to.
enum class Side : std::uint8_t { Client, Target };

[[nodiscard]] constexpr Side other(Side side) {
  return side == Side::Client ? Side::Target : Side::Client;
}

}  // namespace proxy
