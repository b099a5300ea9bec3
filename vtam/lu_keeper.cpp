#include "vtam/lu_keeper.h"

#include "config/verify.h"

namespace vtam {

LuKeeper::Whose LuKeeper::whose(std::uint32_t row, const Kept& kept) {
  return {kept.client, kept.pool, kept.until, row};
}

void LuKeeper::keep(std::uint32_t row, const Kept& kept) {
  VERIFY(kept_.emplace(row, kept).second, "a LU is kept for one client");
  by_end_.emplace(kept.until, row);
  by_client_.insert(whose(row, kept));
}

const LuKeeper::Kept* LuKeeper::find(std::uint32_t row) const {
  const auto found = kept_.find(row);
  return found == kept_.end() ? nullptr : &found->second;
}

std::optional<std::uint32_t> LuKeeper::of(const ClientAddress& client, std::uint32_t pool) const {
  const auto found = by_client_.lower_bound({client, pool, config::Instant::min(), 0});
  if (found == by_client_.end() || std::get<0>(*found) != client || std::get<1>(*found) != pool) {
    return std::nullopt;
  }
  return std::get<3>(*found);
}

void LuKeeper::drop(std::uint32_t row) {
  const auto found = kept_.find(row);
  if (found == kept_.end()) {
    return;
  }
  by_end_.erase({found->second.until, row});
  by_client_.erase(whose(row, found->second));
  kept_.erase(found);
}

std::optional<std::uint32_t> LuKeeper::ended(config::Instant now) const {
  if (by_end_.empty() || by_end_.begin()->first > now) {
    return std::nullopt;
  }
  return by_end_.begin()->second;
}

}  // namespace vtam
