#include "vtam/device_pattern.h"

#include <algorithm>
#include <string>

namespace vtam {
namespace {

constexpr std::string_view kExtension = "-E";

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return upper(x) == upper(y); });
}

}  // namespace

bool device_fits(std::string_view pattern, const tn3270::DeviceType& device) {
  const std::string name = device.name();
  if (!pattern.empty() && pattern.back() == '*') {
    pattern.remove_suffix(1);
    return same(pattern, std::string_view(name).substr(0, pattern.size()));
  }
  const std::string_view plain =
      device.extended && name.size() > kExtension.size()
          ? std::string_view(name).substr(0, name.size() - kExtension.size())
          : std::string_view(name);
  return same(pattern, name) || same(pattern, plain);
}

}  // namespace vtam
