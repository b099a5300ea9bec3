#include "tn3270/protocol/text_lines.h"

#include "config/limits.h"

namespace tn3270 {

namespace {

bool ends_line(std::uint8_t byte) {
  return byte == '\r' || byte == '\n';
}

// RFC 854: NUL pads and BEL rings.
bool silent(std::uint8_t byte) {
  constexpr std::uint8_t kBell = 7;
  return byte == 0 || byte == kBell;
}

char shown(std::uint8_t byte) {
  if (byte == '\t') {
    return ' ';
  }
  return byte >= ' ' && byte <= '~' ? static_cast<char>(byte) : '?';
}

}  // namespace

std::optional<std::string> TextLines::next(Bytes& run) {
  while (!run.empty()) {
    const std::uint8_t byte = run.front();
    run = run.subspan(1);
    if (ends_line(byte)) {
      if (auto line = finish()) {
        return line;
      }
    } else if (!silent(byte) && begun_.size() < config::limits::kHostTextLine &&
               lines_ < config::limits::kHostTextLines) {
      begun_.push_back(static_cast<std::uint8_t>(shown(byte)));
    }
  }
  return std::nullopt;
}

std::optional<std::string> TextLines::finish() {
  std::string line(begun_.begin(), begun_.end());
  begun_.clear();
  line.erase(line.find_last_not_of(' ') + 1);
  if (line.empty()) {
    return std::nullopt;
  }
  ++lines_;
  return line;
}

void TextLines::forget() {
  ByteBuffer().swap(begun_);
  lines_ = 0;
}

}  // namespace tn3270
