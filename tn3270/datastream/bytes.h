#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tn3270 {

using Bytes = std::span<const std::uint8_t>;   // borrowed
using ByteBuffer = std::vector<std::uint8_t>;  // owned; also the sink that writers append to

}  // namespace tn3270
