#pragma once

#include "tests/architecture/source_tree.h"

namespace architecture {

// #pragma once as the first directive of every header, and no `using namespace` in one.
[[nodiscard]] Findings check_headers(const Tree& tree);

// Nothing is longer than 600 lines.
[[nodiscard]] Findings check_sizes(const Tree& tree);

// snake_case.h and .cpp in snake_case folders; no drawer that takes anything (util, common, misc);
// the top level is fixed.
[[nodiscard]] Findings check_names(const Tree& tree);

// Every limit of config/limits.h is kept by somebody.
[[nodiscard]] Findings check_limits_are_used(const Tree& tree);

// A test that is switched off cannot fail.
[[nodiscard]] Findings check_no_test_is_off(const Tree& tree);

}  // namespace architecture
