#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tn3270 {

// Some of a screen's cells, by their addresses, one bit each: where its field attributes are, so
// that a field's ends are found without looking at what is in it. REQUIRES of all: addresses on the
// screen.
class CellSet {
 public:
  // None of so many cells.
  void reset(std::size_t cells) {
    cells_ = cells;
    words_.assign((cells + kBits - 1) / kBits, 0);
  }

  void insert(std::size_t at) { words_[at / kBits] |= bit(at); }
  void erase(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t in_word = begin % kBits;
      const std::size_t count = std::min(kBits - in_word, end - begin);
      words_[begin / kBits] &= ~(~std::uint64_t{0} >> (kBits - count) << in_word);
      begin += count;
    }
  }

  // The first of them from `from` on, or the number of cells. `from` may be that number.
  [[nodiscard]] std::size_t first_from(std::size_t from) const {
    if (from >= cells_) {
      return cells_;
    }
    std::size_t word = from / kBits;
    std::uint64_t bits = words_[word] & ~std::uint64_t{0} << from % kBits;
    while (bits == 0) {
      if (++word == words_.size()) {
        return cells_;
      }
      bits = words_[word];
    }
    return word * kBits + static_cast<std::size_t>(std::countr_zero(bits));
  }
  // The last of them before `end`, or the number of cells.
  [[nodiscard]] std::size_t last_before(std::size_t end) const {
    if (end == 0) {
      return cells_;
    }
    std::size_t word = (end - 1) / kBits;
    std::uint64_t bits = words_[word] & ~std::uint64_t{0} >> (kBits - 1 - (end - 1) % kBits);
    while (bits == 0) {
      if (word == 0) {
        return cells_;
      }
      bits = words_[--word];
    }
    return word * kBits + kBits - 1 - static_cast<std::size_t>(std::countl_zero(bits));
  }

  friend bool operator==(const CellSet&, const CellSet&) = default;

 private:
  static constexpr std::size_t kBits = 64;
  static std::uint64_t bit(std::size_t at) { return std::uint64_t{1} << at % kBits; }

  std::size_t cells_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace tn3270
