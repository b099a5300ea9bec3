#pragma once

#include <cstdint>

// AIDs of keys that users press.
namespace conversation {

inline constexpr std::uint8_t kEnter = 0x7D;
inline constexpr std::uint8_t kPf3 = 0xF3;
inline constexpr std::uint8_t kMenuKey = 0x6B;  // PA3
inline constexpr std::uint8_t kNextKey = 0x6E;  // PA2

}  // namespace conversation
