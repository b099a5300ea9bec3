#include "vtam/longest_free.h"

namespace vtam {

void LongestFree::put(std::uint32_t place) {
  if (place >= links_.size()) {
    links_.resize(place + 1);
  }
  links_[place] = {last_, kNone};
  (last_ == kNone ? first_ : links_[last_].next) = place;
  last_ = place;
}

void LongestFree::take(std::uint32_t place) {
  const Link link = links_[place];
  (link.previous == kNone ? first_ : links_[link.previous].next) = link.next;
  (link.next == kNone ? last_ : links_[link.next].previous) = link.previous;
  links_[place] = {};
}

std::optional<std::uint32_t> LongestFree::longest() const {
  return first_ == kNone ? std::nullopt : std::optional(first_);
}

}  // namespace vtam
