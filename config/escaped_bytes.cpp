#include "config/escaped_bytes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace config {
namespace {

struct Named {
  char letter;
  char byte;
};
constexpr std::array kNamed = {Named{'e', '\x1B'}, Named{'r', '\r'}, Named{'n', '\n'},
                               Named{'f', '\f'},   Named{'t', '\t'}, Named{'\\', '\\'}};

constexpr std::string_view kHex = "0123456789abcdef";
constexpr char kLastAscii = '\x7F';
constexpr char kFirstPrintable = ' ';

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) <= static_cast<unsigned char>(kLastAscii);
}

// The two digits behind "\x"; -1: they are none.
int byte_of(std::string_view digits) {
  std::uint8_t byte = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
  return digits.size() == 2 && fault == std::errc() && end == digits.data() + 2 ? byte : -1;
}

}  // namespace

Unescaped unescape(std::string_view text) {
  Unescaped result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (!is_ascii(c)) {
      return {{}, "a character beyond ASCII is more than one byte; write bytes as \\xNN"};
    }
    if (c != '\\') {
      result.bytes += c;
      continue;
    }
    const std::string_view rest = text.substr(at + 1);
    const auto* const named = std::find_if(kNamed.begin(), kNamed.end(), [&](Named one) {
      return !rest.empty() && one.letter == rest.front();
    });
    if (named != kNamed.end()) {
      result.bytes += named->byte;
      at += 1;
      continue;
    }
    const int byte = rest.substr(0, 1) == "x" ? byte_of(rest.substr(1, 2)) : -1;
    if (byte < 0) {
      const std::size_t length = rest.substr(0, 1) == "x" ? 4 : 2;
      return {{},
              "'" + std::string(text.substr(at, length)) +
                  "' is no escape: they are \\e \\r \\n \\f \\t \\\\ and \\xNN"};
    }
    result.bytes += static_cast<char>(byte);
    at += 3;
  }
  return result;
}

std::string escape(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto* const named =
        std::find_if(kNamed.begin(), kNamed.end(), [c](Named one) { return one.byte == c; });
    if (named != kNamed.end()) {
      text += '\\';
      text += named->letter;
    } else if (c >= kFirstPrintable && c < kLastAscii) {
      text += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text += "\\x";
      text += kHex[byte >> 4U];
      text += kHex[byte & 0x0FU];
    }
  }
  return text;
}

}  // namespace config
