#include "config/load_address.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>

namespace config {
namespace {

constexpr std::size_t kGroups = 8;  // of 16 bits, in an IPv6 address
constexpr std::uint16_t kMapped = 0xFFFF;
constexpr std::size_t kMappedAt = 5;  // the group before an IPv4 address

// Up to eight groups of 16 bits.
struct Groups {
  std::array<std::uint16_t, kGroups> values{};
  std::size_t count = 0;

  [[nodiscard]] bool add(std::uint16_t value) {
    if (count == kGroups) {
      return false;
    }
    values[count++] = value;
    return true;
  }
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

// 0 to 255 without leading zeros, which some read as octal.
std::optional<std::uint16_t> octet(std::string_view text) {
  if (text.empty() || text.size() > 3 || !std::all_of(text.begin(), text.end(), is_digit) ||
      (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint16_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value <= 255 ? std::optional(value) : std::nullopt;
}

// Adds the two groups of an IPv4 address.
bool add_ipv4(std::string_view text, Groups& groups) {
  std::array<std::uint16_t, 4> octets{};
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const std::size_t dot = i + 1 < octets.size() ? text.find('.') : text.size();
    const auto value = dot == std::string_view::npos ? std::nullopt : octet(text.substr(0, dot));
    if (!value) {
      return false;
    }
    octets[i] = *value;
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return groups.add(static_cast<std::uint16_t>(octets[0] << 8U | octets[1])) &&
         groups.add(static_cast<std::uint16_t>(octets[2] << 8U | octets[3]));
}

// The groups of one side of an IPv6 address; its end may be an IPv4 address.
std::optional<Groups> groups_of(std::string_view text) {
  Groups groups;
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    const bool last = colon == std::string_view::npos;
    if (last && group.find('.') != std::string_view::npos) {
      return add_ipv4(group, groups) ? std::optional(groups) : std::nullopt;
    }
    std::uint16_t value = 0;
    if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), is_hex) ||
        (!last && colon + 1 == text.size())) {
      return std::nullopt;
    }
    std::from_chars(group.data(), group.data() + group.size(), value, 16);
    if (!groups.add(value)) {
      return std::nullopt;
    }
    text = last ? std::string_view() : text.substr(colon + 1);
  }
  return groups;
}

std::optional<Address> parse_ipv4(std::string_view text) {
  Groups groups;
  if (!add_ipv4(text, groups)) {
    return std::nullopt;
  }
  Address address = any_ipv4();
  std::copy_n(groups.values.begin(), groups.count, address.groups.end() - 2);
  return address;
}

std::optional<Address> parse_ipv6(std::string_view text) {
  Address address;
  const std::size_t percent = text.find('%');
  if (percent != std::string_view::npos) {
    address.zone = text.substr(percent + 1);
    if (address.zone.empty()) {
      return std::nullopt;
    }
  }
  text = text.substr(0, percent);
  const std::size_t gap = text.find("::");
  const std::string_view before = text.substr(0, gap);
  const bool ends_in_ipv4 = before.find('.') != std::string_view::npos;
  const auto left = groups_of(before);
  if (gap == std::string_view::npos) {
    if (!left || left->count != kGroups) {
      return std::nullopt;
    }
    address.groups = left->values;
    return address;
  }
  const auto right = groups_of(text.substr(gap + 2));
  if (!left || ends_in_ipv4 || !right || left->count + right->count >= kGroups) {
    return std::nullopt;
  }
  std::copy_n(left->values.begin(), left->count, address.groups.begin());
  std::copy_n(right->values.begin(), right->count,
              address.groups.end() - static_cast<std::ptrdiff_t>(right->count));
  return address;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  const auto ipv4 = parse_ipv4(text);
  return ipv4 ? ipv4 : parse_ipv6(text);
}

bool is_literal_address(std::string_view text) {
  return parse_address(text).has_value();
}

bool is_ipv4(const Address& address) {
  const Address any = any_ipv4();
  return std::equal(any.groups.begin(), any.groups.begin() + kMappedAt + 1, address.groups.begin());
}

bool is_loopback(const Address& address) {
  constexpr unsigned kLoopbackNet = 127;
  return is_ipv4(address) ? address.groups[6] >> 8U == kLoopbackNet
                          : address == parse_address("::1");
}

Address any_ipv4() {
  Address any;
  any.groups[kMappedAt] = kMapped;
  return any;
}

}  // namespace config
