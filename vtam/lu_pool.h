#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "vtam/longest_free.h"
#include "vtam/lowest_free.h"

namespace vtam {

// The LUs that are given to clients which name none, or name their group: which are free, which is
// given next, and whether it is time to say that they run out. Every step is O(1). Rows are
// the directory's; a place is a row's number within its pool, in the order of definition.
class LuPool {
 public:
  LuPool(config::PoolOrder order, std::optional<unsigned> warn_at)
      : order_(order), warn_at_(warn_at) {}

  // A new row at the end. It is neither usable nor free; its place.
  std::uint32_t add(std::uint32_t row);
  // Its node is active: it is free from here on.
  void activate(std::uint32_t place);

  // The node of a row that is not free is not active any more, or again.
  void deactivate() { --usable_; }
  void reactivate() { ++usable_; }

  void put(std::uint32_t place);   // it is free
  void take(std::uint32_t place);  // it is not. REQUIRES: it was free
  // The row to be given next; nullopt: none is free.
  [[nodiscard]] std::optional<std::uint32_t> next() const;
  [[nodiscard]] std::uint32_t row(std::uint32_t place) const { return rows_[place]; }

  [[nodiscard]] std::uint32_t defined() const { return static_cast<std::uint32_t>(rows_.size()); }
  [[nodiscard]] std::uint32_t usable() const { return usable_; }
  [[nodiscard]] std::uint32_t free() const { return free_; }

  // "91 of 100 are in use, 91%", when the pool's use has come to its mark: once, and again when it
  // has been below it.
  [[nodiscard]] std::optional<std::string> warning();

 private:
  [[nodiscard]] bool above() const;

  config::PoolOrder order_;
  std::optional<unsigned> warn_at_;
  bool warned_ = false;
  std::vector<std::uint32_t> rows_;
  std::uint32_t usable_ = 0;
  std::uint32_t free_ = 0;
  LongestFree longest_;
  LowestFree lowest_;
};

}  // namespace vtam
