#include <cstddef>

#include "tn3270/datastream/screen_model.h"

namespace tn3270 {
namespace {

// A blank in such a look can't be told from an empty screen.
bool invisible(const Look& look) {
  switch (static_cast<Highlight>(look.highlight)) {
    case Highlight::Default:
    case Highlight::Normal:
    case Highlight::Blink:
    case Highlight::Intensify:
      return look.background == 0 && look.outlining == 0 && look.transparency == 0;
    default:
      return false;
  }
}

bool is_blank(const Cell& cell) {
  constexpr std::uint8_t kBlank = 0x40;
  return !cell.attribute && !cell.graphic && (cell.code == 0 || cell.code == kBlank) &&
         invisible(cell.look);
}

// Cells of each field, in the order of their attributes; the last one goes on around the end.
std::vector<std::size_t> field_lengths(const std::vector<Cell>& cells) {
  std::vector<std::size_t> lengths;
  std::size_t before_first = 0;
  for (const Cell& cell : cells) {
    if (cell.attribute) {
      lengths.push_back(0);
    } else {
      ++(lengths.empty() ? before_first : lengths.back());
    }
  }
  if (!lengths.empty()) {
    lengths.back() += before_first;
  }
  return lengths;
}

// Whether every field of `from` is in `to` and either as long or nothing but a frame for what it
// shows: input keeps its length, and a field whose blanks can be seen keeps its shape.
bool same_fields(const std::vector<Cell>& from, const std::vector<Cell>& to) {
  const auto before = field_lengths(from);
  const auto now = field_lengths(to);
  std::size_t field = 0;
  for (const Cell& cell : from) {
    if (!cell.attribute) {
      continue;
    }
    const bool frame =
        (cell.code & static_cast<std::uint8_t>(Entry::Protected)) != 0 && invisible(cell.look);
    if (before[field] != now[field] && !frame) {
      return false;
    }
    ++field;
  }
  return true;
}

}  // namespace

std::optional<ByteBuffer> ScreenModel::repaint(ScreenSizes other) const {
  ScreenModel there(other);
  there.erase(screen_);
  const auto move = [&](std::size_t address) -> std::optional<BufferAddress> {
    const Place place = place_of(static_cast<BufferAddress>(address), size_);
    return on_screen(place, there.size_) ? std::optional(address_of(place, there.size_))
                                         : std::nullopt;
  };
  for (std::size_t address = 0; address < cells_.size(); ++address) {
    if (const auto moved = move(address)) {
      there.cells_[*moved] = cells_[address];
      if (cells_[address].attribute) {
        there.attributes_.insert(*moved);
      }
    } else if (!is_blank(cells_[address])) {
      return std::nullopt;
    }
  }
  const auto cursor = move(cursor_);
  if (!cursor || !same_fields(cells_, there.cells_)) {
    return std::nullopt;
  }
  there.cursor_ = *cursor;
  there.locked_ = locked_;
  return there.repaint();
}

}  // namespace tn3270
