#include "tn3270/protocol/notice_text.h"

#include <algorithm>

namespace tn3270 {

namespace {

constexpr std::size_t kShown = 40;  // a name of the longest kind (limits::kResourceName), and more

char shown(char byte) {
  return byte >= ' ' && byte <= '~' ? byte : '?';
}

}  // namespace

std::string printable(std::string_view text) {
  std::string copy(text.substr(0, kShown));
  std::transform(copy.begin(), copy.end(), copy.begin(), shown);
  return text.size() > kShown ? copy + "..." : copy;
}

void append_notice(std::string_view line, ByteBuffer& out) {
  for (const char byte : line) {
    out.push_back(static_cast<std::uint8_t>(shown(byte)));
  }
  out.insert(out.end(), {'\r', '\n'});
}

}  // namespace tn3270
