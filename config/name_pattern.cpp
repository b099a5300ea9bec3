#include "config/name_pattern.h"

namespace config {

bool fits_pattern(std::string_view pattern, std::string_view name) {
  if (pattern.empty() || pattern.back() != '*') {
    return pattern == name;
  }
  pattern.remove_suffix(1);
  return name.substr(0, pattern.size()) == pattern;
}

bool covers_pattern(std::string_view pattern, std::string_view other) {
  const bool open = !other.empty() && other.back() == '*';
  if (open && (pattern.empty() || pattern.back() != '*')) {
    return false;
  }
  return fits_pattern(pattern, open ? other.substr(0, other.size() - 1) : other);
}

}  // namespace config
