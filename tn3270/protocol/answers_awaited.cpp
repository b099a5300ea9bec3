#include "tn3270/protocol/answers_awaited.h"

#include <algorithm>

namespace tn3270 {

void AnswersAwaited::sent(std::uint16_t sequence) {
  if (count_ == numbers_.size()) {
    std::copy(numbers_.begin() + 1, numbers_.end(), numbers_.begin());
    --count_;
  }
  numbers_[count_] = sequence;
  ++count_;
}

bool AnswersAwaited::answered(std::uint16_t sequence) {
  auto* const end = numbers_.data() + count_;
  auto* const found = std::find(numbers_.data(), end, sequence);
  if (found == end) {
    return false;
  }
  std::copy(found + 1, end, found);
  --count_;
  return true;
}

}  // namespace tn3270
