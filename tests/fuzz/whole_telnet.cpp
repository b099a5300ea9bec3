#include "tests/fuzz/whole_telnet.h"

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/protocol/link_driver.h"

namespace fuzz {
namespace {

using tn3270::Bytes;

// How much of a telnet stream of ours the command at `at` takes; 0: it is none, or is cut.
std::size_t command_length(Bytes out, std::size_t at) {
  constexpr std::uint8_t kSe = 0xF0;
  constexpr std::uint8_t kSb = 0xFA;
  constexpr std::uint8_t kWill = 0xFB;
  constexpr std::uint8_t kIac = 0xFF;
  constexpr std::uint8_t kEor = 0xEF;
  if (at + 1 >= out.size()) {
    return 0;
  }
  const std::uint8_t code = out[at + 1];
  if (code == kIac || code == kEor || (code > kSe && code < kSb)) {
    return 2;
  }
  if (code >= kWill) {
    return at + 2 < out.size() ? 3 : 0;
  }
  for (std::size_t i = at + 3; code == kSb && i + 1 < out.size(); ++i) {
    if (out[i] == kIac && out[i + 1] == kSe) {
      return i + 2 - at;
    }
    i += out[i] == kIac ? 1 : 0;
  }
  return 0;
}

}  // namespace

void require_whole_telnet(Bytes out) {
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t length = out[at] == 0xFF ? command_length(out, at) : 1;
    require(length > 0, "an answer that is no telnet: " + tn3270::test::to_hex(out));
    at += length;
  }
}

}  // namespace fuzz
