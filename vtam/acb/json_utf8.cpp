#include "vtam/acb/json_utf8.h"

#include <cstdint>

namespace vtam {
namespace {

std::uint8_t byte(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

// The second byte says what the first leaves open: E0, ED, F0 and F4 allow only a part of 80-BF.
bool follows(std::uint8_t lead, std::uint8_t second) {
  const std::uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const std::uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  return second >= low && second <= high;
}

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte(text, at);
  if (lead < 0x80) {
    return 1;
  }
  if (lead < 0xC2 || lead > 0xF4) {
    return 0;
  }
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - at < size || !follows(lead, byte(text, at + 1))) {
    return 0;
  }
  for (std::size_t more = 2; more < size; ++more) {
    if ((byte(text, at + more) & 0xC0U) != 0x80) {
      return 0;
    }
  }
  return size;
}

bool is_one_line(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint8_t here = byte(text, at);
    const bool c1 = here == 0xC2 && at + 1 < text.size() && byte(text, at + 1) < 0xA0;
    if (here < 0x20 || here == 0x7F || c1) {
      return false;
    }
  }
  return true;
}

}  // namespace vtam
