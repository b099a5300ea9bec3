#pragma once

#include <cstdint>

// The few socket calls that load client and bare server share.
namespace bench {

// How long all clients together may be silent, in milliseconds, until something is broken.
inline constexpr int kPatienceMs = 20'000;

// Raises the soft limit of descriptors to the hard one; returns it.
std::uint64_t raise_descriptor_limit();

// A listening, non-blocking socket on 127.0.0.1; `port` 0 takes any, and is set.
[[nodiscard]] int listen_on_loopback(std::uint16_t& port);

// Begins a non-blocking connect to 127.0.0.1.
[[nodiscard]] int connect_to_loopback(std::uint16_t port);

// Closes with a reset, so that no TIME_WAIT uses up the ports of the next round.
void close_hard(int descriptor);

}  // namespace bench
