#include "vtam/acb/wire_base64.h"

#include <array>
#include <cstdint>

namespace vtam {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 0xFF;

constexpr std::array<std::uint8_t, 256> values() {
  std::array<std::uint8_t, 256> table{};
  for (std::uint8_t& value : table) {
    value = kNone;
  }
  std::uint8_t value = 0;
  for (const char digit : kDigits) {
    table[static_cast<std::uint8_t>(digit)] = value++;
  }
  return table;
}

constexpr std::array<std::uint8_t, 256> kValues = values();

}  // namespace

std::string to_base64(tn3270::Bytes bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  while (!bytes.empty()) {
    const std::size_t size = bytes.size() < 3 ? bytes.size() : 3;
    std::uint32_t group = 0;
    for (std::size_t index = 0; index < 3; ++index) {
      group = group << 8U | (index < size ? bytes[index] : 0U);
    }
    for (std::size_t digit = 0; digit < 4; ++digit) {
      text += digit <= size ? kDigits[group >> (18U - 6U * digit) & 0x3FU] : '=';
    }
    bytes = bytes.subspan(size);
  }
  return text;
}

std::optional<tn3270::ByteBuffer> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) {
    return std::nullopt;
  }
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  text.remove_suffix(padding);
  tn3270::ByteBuffer bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const std::uint8_t value = kValues[static_cast<std::uint8_t>(c)];
    if (value == kNone) {
      return std::nullopt;
    }
    bits = bits << 6U | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push_back(static_cast<std::uint8_t>(bits >> held & 0xFFU));
    }
  }
  const std::uint32_t left = bits & ((1U << held) - 1U);
  if (left != 0 || held == 6) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace vtam
