#pragma once

#include <array>
#include <cstdint>

namespace bench {

// Enter with ADA typed at row 12 column 19, behind a TN3270E header.
inline constexpr std::array<std::uint8_t, 16> kEnter = {
    0x00, 0x00, 0x00, 0x00, 0x00, 0x7D, 0x4E, 0xC5, 0x11, 0x4E, 0xC2, 0xC1, 0xC4, 0xC1, 0xFF, 0xEF};

}  // namespace bench
