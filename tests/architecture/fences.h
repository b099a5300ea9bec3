#pragma once

#include "tests/architecture/source_tree.h"

namespace architecture {

// Libraries behind a fence. libtelnet answers what it should not and grows without bound; RESTinio
// costs 25 s a file: each is known to exactly one file, and json.hpp to no header.
[[nodiscard]] Findings check_fences(const Tree& tree);

// The pure rooms are told the time: nothing in them asks a clock.
[[nodiscard]] Findings check_no_clock_in_pure_rooms(const Tree& tree);

// Ownership is one owner's; only what never changes is shared. Headers are where others rely on it.
[[nodiscard]] Findings check_shared_is_const(const Tree& tree);

}  // namespace architecture
