#include "vtam/sscp_text.h"

namespace vtam {
namespace {

constexpr std::uint8_t kNewLine = 0x15;

// '\0' for what can't be part of a command.
char command_character(char c) {
  if (c >= 'a' && c <= 'z') {
    return static_cast<char>(c - 32);
  }
  const bool printable = c > ' ' && c <= '~';
  return printable ? c : '\0';
}

}  // namespace

std::string sscp_command(tn3270::Bytes text, const tn3270::CodePage& page) {
  std::string words;
  for (const char decoded : page.decode(text)) {
    const char c = command_character(decoded);
    if (c != '\0') {
      words.push_back(c);
    } else if (!words.empty() && words.back() != ' ') {
      words.push_back(' ');
    }
  }
  if (!words.empty() && words.back() == ' ') {
    words.pop_back();
  }
  return words;
}

tn3270::ByteBuffer sscp_line(std::string_view text, const tn3270::CodePage& page) {
  tn3270::ByteBuffer line = page.encode(text);
  line.push_back(kNewLine);
  return line;
}

}  // namespace vtam
