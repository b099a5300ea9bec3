#include <algorithm>

#include "tn3270/datastream/screen_model.h"

namespace tn3270 {
namespace {

constexpr auto kProtected = static_cast<std::uint8_t>(Entry::Protected);
constexpr auto kDisplay = static_cast<std::uint8_t>(Intensity::Hidden);  // its two bits
constexpr auto kMdt = static_cast<std::uint8_t>(Mdt::On);

bool selectable(std::uint8_t attribute) {
  const unsigned display = attribute & kDisplay;
  return display == static_cast<std::uint8_t>(Intensity::Detectable) ||
         display == static_cast<std::uint8_t>(Intensity::Bright);
}

// What stands in front of a field that the light pen can select, and whether it has.
bool is_designator(std::uint8_t code) {
  constexpr std::uint8_t kQuestion = 0x6F;
  constexpr std::uint8_t kGreater = 0x6E;
  return code == kQuestion || code == kGreater;
}

// The characters of inbound text; `look` goes on from one field to the next, as a terminal in the
// character reply mode sends only what changes.
void take_cells(Bytes data, Look& look, std::vector<Cell>& cells) {
  cells.clear();
  cells.reserve(data.size());
  for (std::size_t i = 0; i < data.size(); ++i) {
    const std::size_t left = data.size() - i;
    if (data[i] == static_cast<std::uint8_t>(Order::Sa) && left >= 3) {
      look.set_for_characters({data[i + 1], data[i + 2]});
      i += 2;
      continue;
    }
    const bool graphic = data[i] == static_cast<std::uint8_t>(Order::Ge) && left >= 2;
    i += graphic ? 1 : 0;
    cells.push_back({data[i], false, graphic, look});
  }
}

// A look that was not sent is none that has changed.
bool same_character(const Cell& shown, const Cell& typed) {
  return shown.code == typed.code && shown.graphic == typed.graphic &&
         (typed.look == Look{} || typed.look == shown.look);
}

}  // namespace

std::optional<OutboundFault> ScreenModel::apply(Bytes record) {
  const auto parsed = parse_outbound_head(record);
  if (const auto* fault = std::get_if<OutboundFault>(&parsed)) {
    return *fault;
  }
  const auto& head = std::get<OutboundHead>(parsed);
  return head.command == Command::WriteStructuredField ? apply_fields(head.rest)
                                                       : apply_write(head);
}

// Fields that do not write are none of ours, known or not.
std::optional<OutboundFault> ScreenModel::apply_fields(Bytes fields) {
  constexpr std::uint8_t kEraseReset = 0x03;
  constexpr std::uint8_t kOutbound3270ds = 0x40;
  constexpr std::uint8_t kAlternate = 0x80;
  StructuredFields reader(fields);
  while (const auto field = reader.next()) {
    std::optional<OutboundFault> fault;
    if (field->id == kOutbound3270ds) {
      fault = apply_outbound_3270ds(field->data);
    } else if (field->id == kEraseReset && field->data.empty()) {
      fault = OutboundFault::FieldLength;
    } else if (field->id == kEraseReset) {
      erase((field->data[0] & kAlternate) == 0 ? Screen::Primary : Screen::Alternate);
    }
    if (fault) {
      return fault;
    }
  }
  return reader.fault();
}

std::optional<OutboundFault> ScreenModel::apply_outbound_3270ds(Bytes data) {
  if (data.empty()) {
    return OutboundFault::FieldLength;
  }
  if (data[0] != 0) {
    return OutboundFault::NoPartition;
  }
  const auto parsed = parse_outbound_head(data.subspan(1));
  if (const auto* fault = std::get_if<OutboundFault>(&parsed)) {
    return *fault;
  }
  const auto& head = std::get<OutboundHead>(parsed);
  switch (head.command) {
    case Command::Write:
    case Command::EraseWrite:
    case Command::EraseWriteAlternate:
    case Command::EraseAllUnprotected:
      return apply_write(head);
    default:
      return OutboundFault::UnknownCommand;
  }
}

void ScreenModel::apply(const Inbound& input) {
  if (input.aid == Aid::StructuredField) {
    return;
  }
  // No key: the answer to a read of ours.
  locked_ = locked_ || (input.aid != Aid::None && input.aid != Aid::QueryReply);
  if (input.aid == Aid::Clear) {
    erase(screen_);
    return;
  }
  if (input.cursor && *input.cursor < cells_.size()) {
    cursor_ = *input.cursor;
  }
  Look look;
  std::vector<Cell> typed;
  take_cells(input.unformatted, look, typed);
  if (!typed.empty() && !formatted()) {
    take_text(0, typed);
  }
  for (const InboundField& field : input.fields) {
    take_cells(field.data, look, typed);
    if (field.address < cells_.size()) {
      take_field(field.address, typed, input.aid);
    }
  }
}

void ScreenModel::take_field(BufferAddress address, const std::vector<Cell>& typed, Aid aid) {
  const std::size_t count = cells_.size();
  const auto before = static_cast<BufferAddress>((address + count - 1) % count);
  const auto attribute = cells_[before].attribute ? before : attribute_of(address);
  if (!attribute) {
    take_text(address, typed);
    return;
  }
  const std::uint8_t bits = cells_[*attribute].code;
  cells_[*attribute].code |= kMdt;
  Cell& first = cells_[address];
  if (aid == Aid::CursorSelect || first.attribute) {
    return;  // the pen sends no contents, a field without cells has none
  }
  if ((bits & kProtected) == 0) {
    take_text(address, typed);
  } else if (selectable(bits) && is_designator(first.code) && !typed.empty() &&
             is_designator(typed[0].code)) {
    first.code = typed[0].code;
  }
}

// Up to the next attribute, around the end of the buffer, or to that end on a screen without
// fields. REQUIRES: no attribute is at `begin`.
void ScreenModel::take_text(BufferAddress begin, const std::vector<Cell>& typed) {
  const auto place = [this](std::size_t at) {
    return cells_.begin() + static_cast<std::ptrdiff_t>(at);
  };
  const auto first = place(begin);
  const auto end = place(attributes_.first_from(begin));
  const bool goes_on = end == cells_.end() && formatted();
  const auto around = place(goes_on ? attributes_.first_from(0) : 0);
  auto next = typed.begin();
  const auto shows = [&](const Cell& cell) {
    return cell.code == 0 || (next != typed.end() && same_character(cell, *next++));
  };
  if (std::all_of(first, end, shows) && std::all_of(cells_.begin(), around, shows) &&
      next == typed.end()) {
    return;
  }
  next = typed.begin();
  const auto store = [&](Cell& cell) { cell = next != typed.end() ? *next++ : Cell{}; };
  std::for_each(first, end, store);
  std::for_each(cells_.begin(), around, store);
}

}  // namespace tn3270
