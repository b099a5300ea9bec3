#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace fuzz {

void require(bool holds, std::string_view what) {
  if (!holds) {
    std::fprintf(stderr, "broken invariant: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
  }
}

void require_printable(std::string_view text, std::string_view whose) {
  const bool printable = std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  require(printable, std::string(whose) + " has control bytes: " + std::string(text));
}

std::uint8_t Choices::byte() {
  if (rest_.empty()) {
    return 0;
  }
  const std::uint8_t first = rest_.front();
  rest_ = rest_.subspan(1);
  return first;
}

std::size_t Choices::below(std::size_t limit) {
  return byte() % limit;
}

tn3270::Bytes Choices::piece(std::size_t most) {
  const tn3270::Bytes taken = rest_.first(std::min(most, rest_.size()));
  rest_ = rest_.subspan(taken.size());
  return taken;
}

tn3270::Bytes Choices::short_piece() {
  return piece(byte());
}

tn3270::Bytes Choices::rest() {
  return piece(rest_.size());
}

}  // namespace fuzz
