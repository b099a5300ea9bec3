#include <algorithm>
#include <array>
#include <utility>

#include "tn3270/datastream/screen_model.h"

namespace tn3270 {
namespace {

template <class Enum>
constexpr std::uint8_t byte(Enum value) {
  return static_cast<std::uint8_t>(value);
}

constexpr std::uint8_t kBlank = 0x40;  // from here on every code is a character
constexpr std::size_t kRepeat = 4;     // bytes of a Repeat to Address

// Writes a screen in one pass from the first cell to the last. What a blank terminal shows by
// itself, nulls of no look, is passed over.
class Painter {
 public:
  Painter(const std::vector<Cell>& cells, ScreenSize size, ByteBuffer& out)
      : cells_(cells), size_(size), out_(out) {}

  void paint(BufferAddress cursor) {
    for (std::size_t at = 0; at < cells_.size();) {
      const Cell& cell = cells_[at];
      const std::size_t run = is_text(cell) ? text_at(at) : 0;
      if (run != 0) {
        text(at, run);
        at += run;
      } else {
        at += anything(at);
      }
    }
    if (cursor != 0) {
      move_to(cursor);
      order(Order::Ic);
    }
  }

 private:
  // Equal cells from `at` on; an attribute stands for itself.
  [[nodiscard]] std::size_t run_at(std::size_t at) const {
    const auto begin = cells_.begin() + static_cast<std::ptrdiff_t>(at);
    if (begin->attribute) {
      return 1;
    }
    const auto differs = [one = *begin](const Cell& cell) { return !(cell == one); };
    return static_cast<std::size_t>(std::find_if(begin + 1, cells_.end(), differs) - begin);
  }

  [[nodiscard]] static bool is_text(const Cell& cell) {
    return cell.code >= kBlank && !cell.attribute && !cell.graphic;
  }
  // Characters from `at` on, in one look, before the first run that is shorter by Repeat to
  // Address.
  [[nodiscard]] std::size_t text_at(std::size_t at) const {
    const Look look = cells_[at].look;
    std::size_t same = 0;
    std::uint8_t before = 0;
    std::size_t end = at;
    for (; end < cells_.size() && is_text(cells_[end]) && cells_[end].look == look; ++end) {
      const std::uint8_t code = cells_[end].code;
      same = code == before ? same + 1 : 1;
      before = code;
      if (same > kRepeat) {
        return end + 1 - same - at;
      }
    }
    return end - at;
  }

  void order(Order order) { out_.push_back(byte(order)); }
  void pair(AttributeType type, std::uint8_t value) {
    out_.push_back(byte(type));
    out_.push_back(value);
  }
  void move_to(std::size_t address) {
    if (at_ != address) {
      order(Order::Sba);
      append_address(static_cast<BufferAddress>(address), size_, out_);
      at_ = address;
    }
  }
  void wrote(std::size_t count) {
    at_ += count;
    at_ -= at_ >= cells_.size() ? cells_.size() : 0;
  }

  // A Set Buffer Address behind them costs as much as three of them.
  void nulls(std::size_t at, std::size_t run) {
    if (run < 3 && at_ == at && look_ == Look{} && at + run < cells_.size()) {
      out_.insert(out_.end(), run, byte(FormatCode::Nul));
      wrote(run);
    }
  }

  // Returns how many cells it was.
  std::size_t anything(std::size_t at) {
    const std::size_t run = run_at(at);
    if (cells_[at].attribute) {
      field(at);
    } else if (cells_[at] == Cell{}) {
      nulls(at, run);
    } else {
      characters(at, run);
    }
    return run;
  }

  void text(std::size_t at, std::size_t run);
  void field(std::size_t at);
  void characters(std::size_t at, std::size_t run);
  void set_look(const Look& look);

  const std::vector<Cell>& cells_;
  ScreenSize size_;
  ByteBuffer& out_;
  std::size_t at_ = 0;
  Look look_;
};

void Painter::text(std::size_t at, std::size_t run) {
  move_to(at);
  set_look(cells_[at].look);
  wrote(run);
  const std::size_t begin = out_.size();
  out_.resize(begin + run);
  std::transform(&cells_[at], &cells_[at] + run, &out_[begin],
                 [](const Cell& cell) { return cell.code; });
}

void Painter::field(std::size_t at) {
  const Cell& cell = cells_[at];
  const std::uint8_t attribute = graphic_code(cell.code);
  move_to(at);
  wrote(1);
  if (cell.look == Look{}) {
    order(Order::Sf);
    out_.push_back(attribute);
    return;
  }
  order(Order::Sfe);
  const std::size_t count = out_.size();
  out_.push_back(1);
  pair(AttributeType::Field, attribute);
  const auto add = [&](const LookPart& part) {
    if (cell.look.*part.value != 0) {
      pair(part.type, cell.look.*part.value);
      ++out_[count];
    }
  };
  std::for_each(kLookParts.begin(), kLookParts.end(), add);
}

// By single parts, or by resetting all and setting what is left: the shorter.
void Painter::set_look(const Look& look) {
  if (look_ == look) {
    return;
  }
  const auto differ = [](const Look& a, const Look& b) {
    return std::count_if(kLookParts.begin(), kLookParts.end(),
                         [&](const LookPart& part) { return a.*part.value != b.*part.value; });
  };
  if (differ(Look{}, look) + 1 < differ(look_, look) || (look == Look{} && look_ != look)) {
    order(Order::Sa);
    pair(AttributeType::All, 0);
    look_ = Look{};
  }
  for (const LookPart& part : kLookParts) {
    if (look_.*part.value != look.*part.value) {
      order(Order::Sa);
      pair(part.type, look.*part.value);
    }
  }
  look_ = look;
}

void Painter::characters(std::size_t at, std::size_t run) {
  const Cell& cell = cells_[at];
  const bool writable = cell.graphic || (takes_cell(cell.code) && !begins_order(cell.code));
  const std::size_t each = cell.graphic ? 2 : 1;
  const std::size_t repeat = kRepeat - 1 + each;
  move_to(at);
  set_look(cell.look);
  wrote(run);
  if (writable && run * each <= repeat) {
    for (std::size_t i = 0; i < run; ++i) {
      if (cell.graphic) {
        order(Order::Ge);
      }
      out_.push_back(cell.code);
    }
    return;
  }
  // Repeat to Address stores any byte, also one that text can't hold.
  order(Order::Ra);
  append_address(static_cast<BufferAddress>(at_), size_, out_);
  if (cell.graphic) {
    order(Order::Ge);
  }
  out_.push_back(cell.code);
}

}  // namespace

ByteBuffer ScreenModel::repaint() const {
  ByteBuffer out;
  out.reserve(cells_.size());  // most screens need less
  out.push_back(
      byte(screen_ == Screen::Primary ? Command::EraseWrite : Command::EraseWriteAlternate));
  out.push_back(graphic_code(byte(locked_ ? Wcc::None : Wcc::Restore)));
  Painter(cells_, size_, out).paint(cursor_);
  return out;
}

}  // namespace tn3270
