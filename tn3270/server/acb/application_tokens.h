#pragma once

#include <string>
#include <variant>
#include <vector>

namespace server {

// The tokens by which applications of other hosts are known, from a file that others may not read;
// or why there are none, as a sentence.
[[nodiscard]] std::variant<std::vector<std::string>, std::string> read_application_tokens(
    const std::string& path);

}  // namespace server
