#include "printers/format/print_buffer.h"

#include <algorithm>
#include <string>

#include "config/limits.h"
#include "tn3270/datastream/orders.h"

namespace printers {
namespace {

using tn3270::Cell;
using tn3270::FormatCode;
namespace outbound = tn3270::outbound;

constexpr std::uint8_t kAttributeBits = 0x3F;  // the others make it graphic
constexpr auto kProtected = static_cast<std::uint8_t>(tn3270::Entry::Protected);
constexpr auto kEm = static_cast<std::uint8_t>(FormatCode::Em);

// Addresses are read whatever the buffer's size: see reach().
constexpr tn3270::ScreenSize kAnySize{255, 255};

std::size_t columns_of(tn3270::Wcc wcc) {
  switch (static_cast<tn3270::Wcc>(static_cast<std::uint8_t>(wcc) &
                                   static_cast<std::uint8_t>(tn3270::Wcc::Columns80))) {
    case tn3270::Wcc::Columns40:
      return 40;
    case tn3270::Wcc::Columns64:
      return 64;
    case tn3270::Wcc::Columns80:
      return 80;
    default:
      return 0;
  }
}

bool starts_printer(tn3270::Wcc wcc) {
  return (static_cast<std::uint8_t>(wcc) & static_cast<std::uint8_t>(tn3270::Wcc::StartPrinter)) !=
         0;
}

void set_attributes(tn3270::Bytes pairs, Cell& cell) {
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (pairs[i] == static_cast<std::uint8_t>(tn3270::AttributeType::Field)) {
      cell.code = pairs[i + 1] & kAttributeBits;
    } else {
      cell.look.set({pairs[i], pairs[i + 1]});
    }
  }
}

bool is_protected(const Cell* field) {
  return field != nullptr && (field->code & kProtected) != 0;
}

}  // namespace

// The orders of one Write; character attributes hold for this record only.
class PrintBuffer::Orders {
 public:
  explicit Orders(PrintBuffer& buffer) : buffer_(buffer) {}

  void operator()(const outbound::StartField& order) {
    buffer_.put({static_cast<std::uint8_t>(order.attribute & kAttributeBits), true, false, {}});
  }
  void operator()(const outbound::StartFieldExtended& order) {
    Cell cell{0, true, false, {}};
    set_attributes(order.pairs, cell);
    buffer_.put(cell);
  }
  void operator()(const outbound::ModifyField& order) {
    Cell cell = buffer_.cells_[buffer_.at_];
    if (cell.attribute) {
      set_attributes(order.pairs, cell);
      buffer_.put(cell);
    }
  }
  void operator()(const outbound::SetAttribute& order) { look_.set_for_characters(order.pair); }
  void operator()(const outbound::SetAddress& order) {
    buffer_.reach(order.address);
    buffer_.at_ = order.address;
  }
  void operator()(const outbound::InsertCursor& /*order*/) {}
  void operator()(const outbound::ProgramTab& /*order*/);
  void operator()(const outbound::RepeatTo& order) {
    buffer_.reach(order.stop);
    do {
      buffer_.put({order.code, false, order.graphic, look_});
    } while (buffer_.at_ != order.stop);
  }
  void operator()(const outbound::EraseTo& order);
  void operator()(const outbound::GraphicCharacter& order) {
    buffer_.put({order.code, false, true, look_});
  }
  void operator()(const outbound::Text& order) {
    for (const std::uint8_t code : order.codes) {
      buffer_.take_code(code, look_);
    }
  }

 private:
  PrintBuffer& buffer_;
  tn3270::Look look_;
};

// To the next unprotected field. Without one it does nothing: on a display it would go to the first
// cell, where it hurts nobody.
void PrintBuffer::Orders::operator()(const outbound::ProgramTab& /*order*/) {
  const auto& cells = buffer_.cells_;
  const auto found =
      std::find_if(cells.begin() + static_cast<std::ptrdiff_t>(buffer_.at_), cells.end(),
                   [](const Cell& cell) { return cell.attribute && !is_protected(&cell); });
  if (found != cells.end()) {
    buffer_.at_ = buffer_.after(static_cast<std::size_t>(found - cells.begin()));
  }
}

void PrintBuffer::Orders::operator()(const outbound::EraseTo& order) {
  buffer_.reach(order.stop);
  const Cell* field = buffer_.last_field();
  for (std::size_t i = 0; i < buffer_.at_; ++i) {
    field = buffer_.cells_[i].attribute ? &buffer_.cells_[i] : field;
  }
  do {
    Cell& cell = buffer_.cells_[buffer_.at_];
    if (cell.attribute) {
      field = &cell;
    } else if (!is_protected(field)) {
      cell = Cell{};
    }
    buffer_.at_ = buffer_.after(buffer_.at_);
  } while (buffer_.at_ != order.stop);
}

PrintBuffer::PrintBuffer(tn3270::ScreenSizes sizes, const Characters& characters, PageBuilder& page,
                         Remarks& remarks)
    : sizes_(sizes), characters_(characters), page_(page), remarks_(remarks) {
  for (tn3270::ScreenSize* size : {&sizes_.primary, &sizes_.alternate}) {
    *size = size->cells() == 0 ? tn3270::kModel2 : *size;
  }
  cells_.resize(sizes_.primary.cells());
}

void PrintBuffer::record(tn3270::Bytes record) {
  ++records_;
  const auto parsed = tn3270::parse_outbound_head(record);
  if (const auto* wrong = std::get_if<tn3270::OutboundFault>(&parsed)) {
    fault(*wrong, 0);
    return;
  }
  const auto& head = std::get<tn3270::OutboundHead>(parsed);
  if (head.command == tn3270::Command::WriteStructuredField) {
    structured_fields(head.rest);
  } else {
    write(head);
  }
}

void PrintBuffer::write(const tn3270::OutboundHead& head) {
  switch (head.command) {
    case tn3270::Command::EraseWrite:
      erase(sizes_.primary);
      break;
    case tn3270::Command::EraseWriteAlternate:
      erase(sizes_.alternate);
      break;
    case tn3270::Command::EraseAllUnprotected:
      print();
      erase_unprotected();
      return;
    case tn3270::Command::Write:
      break;
    default:  // reads ask what a printer's session has answered long ago
      return;
  }
  const bool start = starts_printer(head.wcc);
  if (start || !head.rest.empty()) {
    columns_ = columns_of(head.wcc);
  }
  tn3270::OutboundOrders orders(head.rest, kAnySize);
  Orders apply(*this);
  while (const auto order = orders.next()) {
    std::visit(apply, *order);
  }
  if (orders.fault()) {
    fault(*orders.fault(), orders.offset() + 2);
  }
  if (start) {
    print();
  }
}

// Only those that write or erase; a session has answered queries.
void PrintBuffer::structured_fields(tn3270::Bytes fields) {
  constexpr std::uint8_t kEraseReset = 0x03;
  constexpr std::uint8_t kOutbound3270ds = 0x40;
  constexpr std::uint8_t kAlternate = 0x80;
  tn3270::StructuredFields reader(fields);
  while (const auto field = reader.next()) {
    if (field->data.empty()) {
      continue;
    }
    if (field->id == kEraseReset) {
      erase((field->data[0] & kAlternate) == 0 ? sizes_.primary : sizes_.alternate);
    } else if (field->id == kOutbound3270ds) {
      const auto parsed = tn3270::parse_outbound_head(field->data.subspan(1));
      if (const auto* head = std::get_if<tn3270::OutboundHead>(&parsed)) {
        write(*head);
      } else {
        fault(std::get<tn3270::OutboundFault>(parsed), reader.offset());
      }
    }
  }
  if (reader.fault()) {
    fault(*reader.fault(), reader.offset() + 1);
  }
}

void PrintBuffer::erase(tn3270::ScreenSize size) {
  print();
  cells_.assign(size.cells(), Cell{});
  at_ = 0;
}

void PrintBuffer::erase_unprotected() {
  const Cell* field = last_field();
  for (Cell& cell : cells_) {
    if (cell.attribute) {
      field = &cell;
    } else if (!is_protected(field)) {
      cell = Cell{};
    }
  }
  at_ = 0;
}

const Cell* PrintBuffer::last_field() const {
  const auto last =
      std::find_if(cells_.rbegin(), cells_.rend(), [](const Cell& cell) { return cell.attribute; });
  return last == cells_.rend() ? nullptr : &*last;
}

void PrintBuffer::take_code(std::uint8_t code, const tn3270::Look& look) {
  if (!tn3270::takes_cell(code)) {
    remarks_.once("control code " + hex(code) + " in 3270 data was left out");
    return;
  }
  const bool last = at_ + 1 == cells_.size();
  put({code, false, false, look});
  if (columns_ != 0) {
    return;
  }
  if (code == kEm) {
    print();
  } else if (last) {  // the line goes on in the next load
    print_text();
  }
}

void PrintBuffer::put(const Cell& cell) {
  cells_[at_] = cell;
  at_ = after(at_);
  written_ = true;
}

std::size_t PrintBuffer::after(std::size_t address) const {
  return address + 1 == cells_.size() ? 0 : address + 1;
}

// An address beyond the buffer's end means that the BIND's size is not the application's. A printer
// would refuse the record; here it was accepted long ago, so the buffer becomes as large as one can
// be. No address is longer than 14 bits.
void PrintBuffer::reach(std::size_t address) {
  if (address >= cells_.size()) {
    remarks_.once("an address is beyond the " + std::to_string(cells_.size()) +
                  " cells of the printer's buffer, which was made larger");
    cells_.resize(config::limits::kScreenCells);
  }
}

void PrintBuffer::finish() {
  print();
}

void PrintBuffer::fault(tn3270::OutboundFault fault, std::size_t offset) {
  remarks_.add("record " + std::to_string(records_) + at_offset(offset) + ": " +
               tn3270::text(fault));
}

}  // namespace printers
