#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "config/time.h"
#include "vtam/client_facts.h"

namespace vtam {

// LUs whose client has gone and that nobody else gets for a while (z/OS' KEEPLU). Holds no LU
// longer than its time; nothing is looked through to find one. Rows and pools are the directory's
// numbers.
class LuKeeper {
 public:
  struct Kept {
    ClientAddress client;
    config::Instant until;
    std::uint32_t pool = 0;  // from which it was; any number where it is of none
  };

  void keep(std::uint32_t row, const Kept& kept);
  [[nodiscard]] const Kept* find(std::uint32_t row) const;
  // The row of that pool that was kept for this client first, if any.
  [[nodiscard]] std::optional<std::uint32_t> of(const ClientAddress& client,
                                                std::uint32_t pool) const;
  // It is kept no longer.
  void drop(std::uint32_t row);
  // One whose time is over at `now`; drop() it.
  [[nodiscard]] std::optional<std::uint32_t> ended(config::Instant now) const;
  [[nodiscard]] std::size_t size() const { return kept_.size(); }

 private:
  using Whose = std::tuple<ClientAddress, std::uint32_t, config::Instant, std::uint32_t>;
  [[nodiscard]] static Whose whose(std::uint32_t row, const Kept& kept);

  std::unordered_map<std::uint32_t, Kept> kept_;
  std::set<std::pair<config::Instant, std::uint32_t>> by_end_;
  std::set<Whose> by_client_;
};

}  // namespace vtam
