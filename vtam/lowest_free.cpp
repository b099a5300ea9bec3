#include "vtam/lowest_free.h"

#include <bit>
#include <cstddef>

namespace vtam {
namespace {

constexpr unsigned kWordShift = 6;
constexpr std::uint32_t kWordMask = 63;

constexpr std::uint64_t bit(std::uint32_t place) {
  return std::uint64_t{1} << (place & kWordMask);
}

}  // namespace

void LowestFree::put(std::uint32_t place) {
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) {
      // What is below had one word only until now: its summary begins with that word.
      const bool any = level > 0 && levels_[level - 1].front() != 0;
      levels_.push_back({any ? std::uint64_t{1} : 0});
    }
    std::vector<std::uint64_t>& words = levels_[level];
    if (place >> kWordShift >= words.size()) {
      words.resize((place >> kWordShift) + 1);
    }
    words[place >> kWordShift] |= bit(place);
    if (words.size() == 1 && level + 1 == levels_.size()) {
      return;
    }
    place >>= kWordShift;
  }
}

void LowestFree::take(std::uint32_t place) {
  for (std::vector<std::uint64_t>& words : levels_) {
    std::uint64_t& word = words[place >> kWordShift];
    word &= ~bit(place);
    if (word != 0) {
      return;
    }
    place >>= kWordShift;
  }
}

std::optional<std::uint32_t> LowestFree::lowest() const {
  if (levels_.empty() || levels_.back().front() == 0) {
    return std::nullopt;
  }
  std::uint32_t place = 0;
  // NOLINTNEXTLINE(modernize-loop-convert): backwards
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    place = place << kWordShift | static_cast<std::uint32_t>(std::countr_zero((*level)[place]));
  }
  return place;
}

}  // namespace vtam
