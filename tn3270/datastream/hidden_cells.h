#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/screen_model.h"

namespace tn3270 {

// Which cells of a screen are not displayed, found in one pass.
class HiddenCells {
 public:
  explicit HiddenCells(const ScreenModel& screen);

  [[nodiscard]] bool any() const { return before_.back() > 0; }
  [[nodiscard]] bool at(std::size_t address) const { return any_in(address, 1); }
  // Around the end of the buffer. Beyond the screen: as any().
  [[nodiscard]] bool any_in(std::size_t first, std::size_t cells) const;

 private:
  std::vector<std::uint32_t> before_;  // how many hidden ones lie before a cell, and the end
};

}  // namespace tn3270
