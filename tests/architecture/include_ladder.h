#pragma once

#include "tests/architecture/source_tree.h"

namespace architecture {

// Who may include whom: the rooms lie on four rungs, and nobody sees a higher rung or a neighbour.
[[nodiscard]] Findings check_ladder(const Tree& tree);

// A header's own .cpp proves that it stands alone: x.cpp includes x.h first.
[[nodiscard]] Findings check_own_header_first(const Tree& tree);

}  // namespace architecture
