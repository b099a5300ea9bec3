#include "tn3270/datastream/utf8.h"

#include <cstdint>

namespace tn3270 {
namespace {

struct Lead {
  unsigned length = 0;  // 0: no character begins with this byte
  char32_t bits = 0;
  char32_t least = 0;  // smaller values have a shorter form
};

Lead lead_of(std::uint8_t byte) {
  if (byte < 0x80) {
    return {1, byte, 0};
  }
  if (byte >= 0xC2 && byte <= 0xDF) {
    return {2, byte & 0x1FU, 0x80};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    return {3, byte & 0x0FU, 0x800};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    return {4, byte & 0x07U, 0x10000};
  }
  return {};
}

bool is_scalar(char32_t character) {
  return character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
}

}  // namespace

char32_t take_character(std::string_view& text) {
  const Lead lead = lead_of(static_cast<std::uint8_t>(text.front()));
  char32_t character = lead.bits;
  bool good = lead.length != 0 && lead.length <= text.size();
  for (unsigned i = 1; good && i < lead.length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    good = (byte & 0xC0U) == 0x80U;
    character = character << 6U | (byte & 0x3FU);
  }
  good = good && character >= lead.least && is_scalar(character);
  text.remove_prefix(good ? lead.length : 1);
  return good ? character : kReplacement;
}

void append_character(char32_t character, std::string& text) {
  const auto continuation = [character](unsigned shift) {
    return static_cast<char>(0x80U | (character >> shift & 0x3FU));
  };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0U | character >> 6U);
    text += continuation(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0U | character >> 12U);
    text += continuation(6);
    text += continuation(0);
  } else {
    text += static_cast<char>(0xF0U | character >> 18U);
    text += continuation(12);
    text += continuation(6);
    text += continuation(0);
  }
}

}  // namespace tn3270
