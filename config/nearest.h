#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace config {

// The one of `known` that `word` was probably meant to be, letter case aside; nullopt if none is
// near.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      const std::vector<std::string_view>& known);

// "; did you mean 'x'?", or empty.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string_view>& known);

}  // namespace config
