#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace e2e {

// What it says at Hercules' console when it runs.
inline constexpr const char* kEchoGuestReady = "* TN3270D TEST GUEST IS READY";

// Storage of a System/370 from address 0 on, with the program that answers on `devices` 3270
// devices from device number `first` on: to a terminal that comes, and to whatever it sends, it
// writes EchoScreen. It serves all of them at a time, and never waits for one.
[[nodiscard]] std::string echo_guest(std::uint16_t first, std::size_t devices);

}  // namespace e2e
