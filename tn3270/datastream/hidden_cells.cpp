#include "tn3270/datastream/hidden_cells.h"

#include <algorithm>

#include "tn3270/datastream/stream_words.h"

namespace tn3270 {

HiddenCells::HiddenCells(const ScreenModel& screen) {
  const std::vector<Cell>& cells = screen.cells();
  const auto last =
      std::find_if(cells.rbegin(), cells.rend(), [](const Cell& cell) { return cell.attribute; });
  // The last field of the buffer goes on at its beginning.
  bool hidden = last != cells.rend() && attribute_hides(last->code);
  before_.reserve(cells.size() + 1);
  before_.push_back(0);
  for (const Cell& cell : cells) {
    if (cell.attribute) {
      hidden = attribute_hides(cell.code);
    }
    before_.push_back(before_.back() + (hidden ? 1U : 0U));
  }
}

bool HiddenCells::any_in(std::size_t first, std::size_t cells) const {
  const std::size_t all = before_.size() - 1;
  if (first >= all || cells >= all) {
    return any();
  }
  const std::size_t end = first + cells;
  if (end <= all) {
    return before_[end] > before_[first];
  }
  return before_[all] > before_[first] || before_[end - all] > 0;
}

}  // namespace tn3270
