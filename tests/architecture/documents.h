#pragma once

#include "tests/architecture/source_tree.h"

namespace architecture {

// Every path that a document names (`tests/unit`, a link to `docs/x.md`) is there.
[[nodiscard]] Findings check_named_paths(const Tree& tree);

// Every `./dev x` that a document or script names is a command of ./dev, told by its help.
[[nodiscard]] Findings check_named_commands(const Tree& tree);

// Every list of packages that ./dev fetches, each of its packages and everything that CMake looks
// for is explained in third_party/README.md.
[[nodiscard]] Findings check_dependencies_are_explained(const Tree& tree);

// What tests only unpack (third_party/packages/counterparts.txt) is in no list that is installed.
[[nodiscard]] Findings check_counterparts_are_not_installed(const Tree& tree);

// Every word by which the application socket refuses something is in docs/applications.md.
[[nodiscard]] Findings check_refusals_are_explained(const Tree& tree);

// Nothing names a folder of somebody's machine.
[[nodiscard]] Findings check_no_private_paths(const Tree& tree);

}  // namespace architecture
