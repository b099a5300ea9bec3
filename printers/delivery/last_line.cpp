#include "printers/delivery/last_line.h"

namespace printers {
namespace {

// Enough for a sentence; a program that writes no line ends must not fill the memory.
constexpr std::size_t kMost = 300;

}  // namespace

void LastLine::feed(std::string_view text) {
  for (const char one : text) {
    if (one == '\n' || one == '\r') {
      if (!line_.empty()) {
        before_.swap(line_);
        line_.clear();
      }
      continue;
    }
    const auto byte = static_cast<unsigned char>(one);
    const bool leading_blank = line_.empty() && byte <= ' ';
    if (!leading_blank && line_.size() < kMost) {
      line_ += byte < ' ' || byte == 0x7F ? ' ' : one;
    }
  }
}

}  // namespace printers
