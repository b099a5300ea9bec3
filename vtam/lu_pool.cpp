#include "vtam/lu_pool.h"

namespace vtam {

std::uint32_t LuPool::add(std::uint32_t row) {
  rows_.push_back(row);
  return defined() - 1;
}

void LuPool::activate(std::uint32_t place) {
  ++usable_;
  put(place);
}

void LuPool::put(std::uint32_t place) {
  ++free_;
  if (order_ == config::PoolOrder::Lowest) {
    lowest_.put(place);
  } else {
    longest_.put(place);
  }
  warned_ = warned_ && above();
}

void LuPool::take(std::uint32_t place) {
  --free_;
  if (order_ == config::PoolOrder::Lowest) {
    lowest_.take(place);
  } else {
    longest_.take(place);
  }
}

std::optional<std::uint32_t> LuPool::next() const {
  const auto place = order_ == config::PoolOrder::Lowest ? lowest_.lowest() : longest_.longest();
  return place ? std::optional(rows_[*place]) : std::nullopt;
}

bool LuPool::above() const {
  return warn_at_ && usable_ > 0 &&
         std::uint64_t{usable_ - free_} * 100 >= std::uint64_t{usable_} * *warn_at_;
}

std::optional<std::string> LuPool::warning() {
  if (warned_ || !above()) {
    return std::nullopt;
  }
  warned_ = true;
  const std::uint32_t used = usable_ - free_;
  return std::to_string(used) + " of " + std::to_string(usable_) + " are in use, " +
         std::to_string(std::uint64_t{used} * 100 / usable_) + "%";
}

}  // namespace vtam
