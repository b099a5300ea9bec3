#include "config/load_address.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace config {
namespace {

constexpr std::size_t kGroups = 8;  // of 16 bits, in an IPv6 address

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

// 0 to 255 without leading zeros, which some read as octal.
bool is_octet(std::string_view text) {
  if (text.empty() || text.size() > 3 || !std::all_of(text.begin(), text.end(), is_digit) ||
      (text.size() > 1 && text.front() == '0')) {
    return false;
  }
  int value = 0;
  for (const char c : text) {
    value = value * 10 + (c - '0');
  }
  return value <= 255;
}

bool is_ipv4(std::string_view text) {
  for (int octet = 1; octet < 4; ++octet) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || !is_octet(text.substr(0, dot))) {
      return false;
    }
    text.remove_prefix(dot + 1);
  }
  return is_octet(text);
}

// How many groups of 16 bits `text` has; its end may be an IPv4 address, which is two.
std::optional<std::size_t> groups_of(std::string_view text) {
  std::size_t groups = 0;
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    const bool last = colon == std::string_view::npos;
    if (last && is_ipv4(group)) {
      return groups + 2;
    }
    if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), is_hex) ||
        (!last && colon + 1 == text.size())) {
      return std::nullopt;
    }
    ++groups;
    text = last ? std::string_view() : text.substr(colon + 1);
  }
  return groups;
}

bool is_ipv6(std::string_view text) {
  const std::size_t zone = text.find('%');
  if (zone != std::string_view::npos && zone + 1 == text.size()) {
    return false;
  }
  text = text.substr(0, zone);
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    return groups_of(text) == kGroups;
  }
  const std::string_view before = text.substr(0, gap);
  const auto left = before.find('.') == std::string_view::npos ? groups_of(before) : std::nullopt;
  const auto right = groups_of(text.substr(gap + 2));
  return left && right && *left + *right < kGroups;
}

}  // namespace

bool is_literal_address(std::string_view text) {
  return is_ipv4(text) || is_ipv6(text);
}

}  // namespace config
