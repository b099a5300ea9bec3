#include "tn3270/datastream/hex_lines.h"

#include <algorithm>

namespace tn3270 {
namespace {

constexpr std::size_t kBytesOfLine = 16;
constexpr std::size_t kBytesOfGroup = 4;
constexpr std::uint8_t kBlank = 0x40;  // the first EBCDIC code that is no control

std::string offset_text(std::size_t offset) {
  std::string text = hex_byte(static_cast<std::uint8_t>(offset >> 8U)) +
                     hex_byte(static_cast<std::uint8_t>(offset & 0xFFU));
  if (offset > 0xFFFF) {
    text.insert(0, hex_byte(static_cast<std::uint8_t>(offset >> 16U)));
  }
  return text;
}

std::string character_text(std::uint8_t code, const CodePage& page) {
  if (code < kBlank) {
    return ".";
  }
  std::string character = page.decode(Bytes(&code, 1));
  return character == "\xEF\xBF\xBD" ? "." : character;
}

}  // namespace

std::string hex_byte(std::uint8_t byte) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  return {kDigits[byte >> 4U], kDigits[byte & 0x0FU]};
}

std::vector<std::string> hex_lines(Bytes bytes, const ByteMask& mask, const CodePage& page) {
  std::vector<std::string> lines;
  lines.reserve(bytes.size() / kBytesOfLine + 1);
  for (std::size_t begin = 0; begin < bytes.size(); begin += kBytesOfLine) {
    std::string hex;
    std::string characters;
    for (std::size_t i = 0; i < kBytesOfLine; ++i) {
      const std::size_t at = begin + i;
      hex += i > 0 && i % kBytesOfGroup == 0 ? " " : "";
      if (at >= bytes.size()) {
        hex += "  ";
        continue;
      }
      const bool masked = at < mask.size() && mask[at];
      hex += masked ? "**" : hex_byte(bytes[at]);
      characters += masked ? "*" : character_text(bytes[at], page);
    }
    lines.push_back(offset_text(begin) + "  " + hex + "  |" + characters + "|");
  }
  return lines;
}

}  // namespace tn3270
