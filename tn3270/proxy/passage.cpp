#include "tn3270/proxy/passage.h"

namespace proxy {

void Passage::cut(Side side) {
  if (!cut_) {
    cut_ = side;
  }
}

bool Passage::reads(Side side) const {
  const Direction& said = to(other(side));
  if (!connected_[static_cast<std::size_t>(side)] || cut_ || said.has_said_all()) {
    return false;
  }
  return !to(side).is_open() || said.takes();
}

bool Passage::is_ending() const {
  return (to(Side::Client).has_said_all() || to(Side::Target).has_said_all()) && !is_over();
}

bool Passage::is_over() const {
  return to(Side::Client).state() == Direction::State::Told &&
         to(Side::Target).state() == Direction::State::Told;
}

bool Passage::is_cut_through() const {
  return cut_ && !writes(other(*cut_));
}

}  // namespace proxy
