#pragma once

#include <cstdint>

namespace tn3270 {

// Rows and columns of a display, at most 255 each in a BIND.
struct ScreenSize {
  std::uint8_t rows = 24;
  std::uint8_t columns = 80;

  [[nodiscard]] constexpr std::uint32_t cells() const { return std::uint32_t{rows} * columns; }
  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

inline constexpr ScreenSize kModel2{24, 80};

// What Erase/Write and Erase/Write Alternate select.
struct ScreenSizes {
  ScreenSize primary = kModel2;
  ScreenSize alternate = kModel2;
  friend bool operator==(const ScreenSizes&, const ScreenSizes&) = default;
};

}  // namespace tn3270
