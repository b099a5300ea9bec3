#pragma once

#include <cstdint>

namespace vtam {

// What a RU holds: a 3270 data stream, command byte first, or SCS (LU1 printers only).
enum class RuKind : std::uint8_t { Data3270, Scs };

}  // namespace vtam
