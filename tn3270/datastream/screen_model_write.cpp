#include <algorithm>
#include <array>
#include <utility>

#include "tn3270/datastream/screen_model.h"

namespace tn3270 {
namespace {

constexpr std::uint8_t kBlank = 0x40;          // from here on every code is a character
constexpr std::uint8_t kAttributeBits = 0x3F;  // the others make it graphic
constexpr auto kProtected = static_cast<std::uint8_t>(Entry::Protected);
constexpr auto kMdt = static_cast<std::uint8_t>(Mdt::On);

void set_attributes(Bytes pairs, Cell& cell) {
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    const AttributePair pair{pairs[i], pairs[i + 1]};
    if (pair.type == static_cast<std::uint8_t>(AttributeType::Field)) {
      cell.code = pair.value & kAttributeBits;
    } else {
      cell.look.set(pair);
    }
  }
}

bool has(Wcc wcc, Wcc bit) {
  return (static_cast<std::uint8_t>(wcc) & static_cast<std::uint8_t>(bit)) != 0;
}

// Format codes count as orders to Program Tab, NUL and characters as text.
bool is_text(std::uint8_t code) {
  return code == static_cast<std::uint8_t>(FormatCode::Nul) ||
         (code >= 0x40 && code != static_cast<std::uint8_t>(FormatCode::Eo));
}

}  // namespace

// The orders of one Write. Character attributes hold for this record only.
class ScreenModel::Writing {
 public:
  explicit Writing(ScreenModel& screen)
      : screen_(screen),
        cells_(screen.cells_),
        attributes_(screen.attributes_),
        at_(screen.cursor_) {}

  std::optional<OutboundFault> run(Bytes orders) {
    OutboundOrders reader(orders, screen_.size_);
    while (const auto order = reader.next()) {
      std::visit([this](const auto& one) { apply(one); }, *order);
      if (fault_) {
        return fault_;
      }
    }
    return reader.fault();
  }

 private:
  // What came before a Program Tab: text is followed by nulls to the end of its field.
  enum class Before : std::uint8_t { Order, Text, NulledToTheEnd };

  void put(const Cell& cell) {
    cells_[at_] = cell;
    cell.attribute ? attributes_.insert(at_) : attributes_.erase(at_, at_ + 1U);
    at_ = screen_.after(at_);
  }

  void fill(std::size_t end, const Cell& cell) {
    std::fill(cells_.begin() + at_, cells_.begin() + static_cast<std::ptrdiff_t>(end), cell);
    attributes_.erase(at_, end);
  }

  void apply(const outbound::StartField& order) {
    put({static_cast<std::uint8_t>(order.attribute & kAttributeBits), true, false, {}});
    before_ = Before::Order;
  }
  void apply(const outbound::StartFieldExtended& order) {
    Cell& cell = cells_[at_];
    put({0, true, false, {}});
    set_attributes(order.pairs, cell);
    before_ = Before::Order;
  }
  void apply(const outbound::ModifyField& order) {
    if (!cells_[at_].attribute) {
      fault_ = OutboundFault::NotAField;
      return;
    }
    set_attributes(order.pairs, cells_[at_]);
    at_ = screen_.after(at_);
    before_ = Before::Order;
  }
  void apply(const outbound::SetAttribute& order) {
    look_.set_for_characters(order.pair);
    before_ = Before::Order;
  }
  void apply(const outbound::SetAddress& order) {
    at_ = order.address;
    before_ = Before::Order;
  }
  void apply(const outbound::InsertCursor& /*order*/) {
    screen_.cursor_ = at_;
    before_ = Before::Order;
  }
  void apply(const outbound::ProgramTab& order);
  void apply(const outbound::RepeatTo& order) {
    const Cell cell{order.code, false, order.graphic, look_};
    if (order.stop <= at_) {  // around the end; one that stops where it begins goes all around
      fill(cells_.size(), cell);
      at_ = 0;
    }
    fill(order.stop, cell);
    at_ = order.stop;
    before_ = Before::Order;
  }
  void apply(const outbound::EraseTo& order);
  void apply(const outbound::GraphicCharacter& order) {
    put({order.code, false, true, look_});
    before_ = Before::Text;
  }
  void apply(const outbound::Text& order);

  ScreenModel& screen_;
  std::vector<Cell>& cells_;
  CellSet& attributes_;
  BufferAddress at_;
  Look look_;
  Before before_ = Before::Order;
  std::optional<OutboundFault> fault_;
};

void ScreenModel::Writing::apply(const outbound::Text& order) {
  const Look look = look_;
  for (Bytes rest = order.codes; !rest.empty();) {
    const Bytes piece = rest.first(std::min(rest.size(), cells_.size() - at_));
    rest = rest.subspan(piece.size());
    // By a pointer of its own: what is stored are bytes, which could be any member's.
    Cell* const begin = &cells_[at_];
    Cell* next = begin;
    for (const std::uint8_t code : piece) {
      if (code >= kBlank || takes_cell(code)) {
        *next++ = {code, false, false, look};
      }
    }
    const std::size_t end = at_ + static_cast<std::size_t>(next - begin);
    attributes_.erase(at_, end);
    at_ = end == cells_.size() ? BufferAddress{0} : static_cast<BufferAddress>(end);
  }
  before_ = is_text(order.codes.back()) ? Before::Text : Before::Order;
}

// To the first cell of the next unprotected field, or to 0 if there is none before the end of the
// buffer. Behind text the rest of the field becomes nulls, protected or not; a Program Tab that has
// nulled to the end goes on with that at 0 if another one follows.
void ScreenModel::Writing::apply(const outbound::ProgramTab& /*order*/) {
  if (cells_[at_].attribute && (cells_[at_].code & kProtected) == 0) {
    at_ = screen_.after(at_);
    before_ = Before::Order;
    return;
  }
  const BufferAddress next = screen_.next_unprotected(at_);
  const bool nulls =
      before_ == Before::Text || (before_ == Before::NulledToTheEnd && screen_.formatted());
  for (std::size_t i = at_; nulls && i < cells_.size() && !cells_[i].attribute; ++i) {
    cells_[i] = Cell{};
  }
  at_ = next;
  before_ = nulls && next == 0 ? Before::NulledToTheEnd : Before::Order;
}

void ScreenModel::Writing::apply(const outbound::EraseTo& order) {
  bool erase = !screen_.protected_at(at_);
  do {
    Cell& cell = cells_[at_];
    if (cell.attribute) {
      erase = (cell.code & kProtected) == 0;
    } else if (erase) {
      cell = Cell{};
    }
    at_ = screen_.after(at_);
  } while (at_ != order.stop);
  before_ = Before::Order;
}

std::optional<OutboundFault> ScreenModel::apply_write(const OutboundHead& head) {
  switch (head.command) {
    case Command::EraseAllUnprotected:
      erase_all_unprotected();
      return std::nullopt;
    case Command::EraseWrite:
      erase(Screen::Primary);
      break;
    case Command::EraseWriteAlternate:
      erase(Screen::Alternate);
      break;
    case Command::Write:
      if (has(head.wcc, Wcc::ResetMdt)) {
        reset_mdt();
      }
      break;
    default:
      return std::nullopt;
  }
  const auto fault = Writing(*this).run(head.rest);
  locked_ = locked_ && !has(head.wcc, Wcc::Restore);
  return fault;
}

void ScreenModel::reset_mdt() {
  for (std::size_t at = attributes_.first_from(0); at < cells_.size();
       at = attributes_.first_from(at + 1)) {
    if (Cell& cell = cells_[at]; (cell.code & kMdt) != 0) {
      cell.code ^= kMdt;
    }
  }
}

void ScreenModel::erase_all_unprotected() {
  bool erase = !protected_at(0);
  for (Cell& cell : cells_) {
    if (!cell.attribute) {
      cell = erase ? Cell{} : cell;
      continue;
    }
    erase = (cell.code & kProtected) == 0;
    cell.code &= static_cast<std::uint8_t>(erase ? ~kMdt : 0xFF);
  }
  cursor_ = next_unprotected(0);
  locked_ = false;
}

}  // namespace tn3270
