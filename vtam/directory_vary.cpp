// Rows whose node, or which themselves, an operator has activated or inactivated.

#include <utility>

#include "vtam/directory.h"

namespace vtam {
namespace {

LuState idle_state(Activation activation) {
  switch (activation) {
    case Activation::Active:
      return LuState::Conct;
    case Activation::NotStarted:
      return LuState::Nevac;
    case Activation::Inactive:
      break;
  }
  return LuState::Inact;
}

}  // namespace

void Directory::vary(NetworkPtr network, const std::vector<config::LuName>& lus) {
  network_ = std::move(network);
  for (const config::LuName lu : lus) {
    const auto found = by_name_.find(lu);
    if (found == by_name_.end()) {
      continue;
    }
    vary(found->second, idle_state(network_->activation(lu)));
  }
}

void Directory::vary(std::uint32_t index, LuState idle) {
  Row& row = rows_[index];
  const bool was_usable = std::exchange(row.idle, idle) == LuState::Conct;
  const bool usable = idle == LuState::Conct;
  Pool* const pool = row.pool == kNone ? nullptr : &pools_[row.pool];
  const bool kept = !row.holder && keeper_.find(index) != nullptr;
  if (!row.holder) {
    row.state = idle;
  }
  if (kept && !usable) {
    keeper_.drop(index);
  }
  if (pool == nullptr || was_usable == usable) {
    return;
  }
  if (!usable) {
    pool->unusable = index;
    if (!row.holder && !kept) {
      pool->lus.take(row.place);
    }
    pool->lus.deactivate();
  } else if (row.holder) {
    pool->lus.reactivate();
  } else {
    pool->lus.activate(row.place);
  }
}

}  // namespace vtam
