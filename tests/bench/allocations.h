#pragma once

#include <cstdint>

namespace bench {

// Calls of operator new in this thread since it began. A program that links this counts all of
// them: its operator new is replaced.
[[nodiscard]] std::uint64_t allocations();

}  // namespace bench
