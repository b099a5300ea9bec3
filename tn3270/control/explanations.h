#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace control {

// tn3270/control/explanations.txt, compiled in.
[[nodiscard]] std::string_view explanations_text();

// The explanation of a message or a known problem under its headings, for people; nullopt: there
// is none. `id` in any case.
[[nodiscard]] std::optional<std::string> explain(std::string_view id);
// Every id and name, in the order of the file.
[[nodiscard]] std::vector<std::string> explained();

}  // namespace control
