#include "config/deck/stack_id.h"

#include <algorithm>

namespace config::deck {

std::optional<std::string> stack_id(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of('0'), text.size());
  const std::string_view digits = text.substr(first);
  if (text.empty() || digits.size() > 2 ||
      digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  return std::string(2 - digits.size(), '0') + std::string(digits);
}

}  // namespace config::deck
