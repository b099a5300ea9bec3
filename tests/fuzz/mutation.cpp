#include "tests/fuzz/mutation.h"

#include <algorithm>
#include <array>

namespace fuzz {

using tn3270::ByteBuffer;

ByteBuffer Mutation::next() {
  ByteBuffer input = corpus_[below(corpus_.size())];
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
    change(input);
  }
  input.resize(std::min(input.size(), longest_));
  return input;
}

std::size_t Mutation::below(std::size_t limit) {
  return limit == 0 ? 0 : random_() % limit;
}

void Mutation::change(ByteBuffer& input) {
  // Where telnet, 3270 orders, lengths and texts turn.
  static constexpr std::array<std::uint8_t, 16> kTurns{0x00, 0x01, 0x0A, 0x11, 0x1D, 0x20,
                                                       0x28, 0x3C, 0x40, 0x7F, 0x80, 0xEF,
                                                       0xF0, 0xFA, 0xFD, 0xFF};
  constexpr std::size_t kLongestRun = 16;
  const std::size_t at = below(input.size());
  const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
  const auto run = static_cast<std::ptrdiff_t>(std::min(1 + below(kLongestRun), input.size() - at));
  switch (input.empty() ? 3 : below(6)) {
    case 0:
      *place = static_cast<std::uint8_t>(*place ^ (1U << below(8)));
      break;
    case 1:
      *place = kTurns[below(kTurns.size())];
      break;
    case 2:
      input.erase(place, place + run);
      break;
    case 3:
      input.insert(place, kTurns[below(kTurns.size())]);
      break;
    case 4: {
      const ByteBuffer doubled(place, place + run);
      input.insert(place, doubled.begin(), doubled.end());
      break;
    }
    default: {
      const ByteBuffer& other = corpus_[below(corpus_.size())];
      const auto from = other.begin() + static_cast<std::ptrdiff_t>(below(other.size()));
      input.erase(place, input.end());
      input.insert(input.end(), from, other.end());
      break;
    }
  }
}

}  // namespace fuzz
