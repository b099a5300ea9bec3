#include "tn3270/datastream/screen_writer.h"

#include <algorithm>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"

namespace tn3270 {
namespace {

template <class Enum>
std::uint8_t byte(Enum value) {
  return static_cast<std::uint8_t>(value);
}

template <class Look>
std::uint8_t field_attribute(const Look& look) {
  return graphic_code(
      static_cast<std::uint8_t>(byte(look.entry) | byte(look.intensity) | byte(look.mdt)));
}

// Orders and short texts come to about half of a screen's cells; one allocation a record.
std::size_t usual_record(ScreenSize size) {
  return size.cells() / 2;
}

}  // namespace

ScreenWriter::ScreenWriter(WriteKind kind, ScreenSize size, Attributes attributes,
                           const CodePage& page)
    : page_(page), size_(size), attributes_(attributes) {
  VERIFY(size.cells() > 0 && size.cells() <= config::limits::kScreenCells, "a size of no screen");
  VERIFY(kind.command == Command::Write || kind.command == Command::EraseWrite ||
             kind.command == Command::EraseWriteAlternate,
         "a command that takes no WCC");
  record_.reserve(usual_record(size));
  record_.push_back(byte(kind.command));
  record_.push_back(graphic_code(byte(kind.wcc)));
}

void ScreenWriter::order(Order order) {
  record_.push_back(byte(order));
}

void ScreenWriter::advance(std::size_t cells) {
  VERIFY(at_ + cells <= size_.cells(), "text beyond the screen");
  at_ = static_cast<BufferAddress>((at_ + cells) % size_.cells());
}

void ScreenWriter::move_to(Place place) {
  at_ = address_of(place, size_);
  order(Order::Sba);
  append_address(at_, size_, record_);
}

void ScreenWriter::pair(AttributeType type, std::uint8_t value) {
  record_.push_back(byte(type));
  record_.push_back(value);
}

void ScreenWriter::field(const FieldLook& look) {
  const bool colored = look.color != Color::Default;
  const bool highlighted = look.highlight != Highlight::Default;
  const bool on_color = look.background != Color::Default;
  if (attributes_ == Attributes::Extended && (colored || highlighted || on_color)) {
    order(Order::Sfe);
    record_.push_back(static_cast<std::uint8_t>(1 + (colored ? 1 : 0) + (highlighted ? 1 : 0) +
                                                (on_color ? 1 : 0)));
    pair(AttributeType::Field, field_attribute(look));
    if (highlighted) {
      pair(AttributeType::Highlight, byte(look.highlight));
    }
    if (colored) {
      pair(AttributeType::Foreground, byte(look.color));
    }
    if (on_color) {
      pair(AttributeType::Background, byte(look.background));
    }
  } else {
    order(Order::Sf);
    record_.push_back(field_attribute(look));
  }
  advance(1);
}

void ScreenWriter::modify_field(const FieldChange& change) {
  if (attributes_ == Attributes::Basic && change.attribute) {
    order(Order::Sf);
    record_.push_back(field_attribute(*change.attribute));
    return advance(1);
  }
  if (attributes_ == Attributes::Basic) {
    advance(1);
    order(Order::Sba);
    return append_address(at_, size_, record_);
  }
  order(Order::Mf);
  record_.push_back(static_cast<std::uint8_t>((change.attribute ? 1 : 0) +
                                              (change.highlight ? 1 : 0) + (change.color ? 1 : 0) +
                                              (change.background ? 1 : 0)));
  if (change.attribute) {
    pair(AttributeType::Field, field_attribute(*change.attribute));
  }
  if (change.highlight) {
    pair(AttributeType::Highlight, byte(*change.highlight));
  }
  if (change.color) {
    pair(AttributeType::Foreground, byte(*change.color));
  }
  if (change.background) {
    pair(AttributeType::Background, byte(*change.background));
  }
  advance(1);
}

void ScreenWriter::set_attribute(AttributeType type, std::uint8_t value) {
  if (attributes_ == Attributes::Extended) {
    order(Order::Sa);
    pair(type, value);
  }
}

void ScreenWriter::color(Color color) {
  set_attribute(AttributeType::Foreground, byte(color));
}

void ScreenWriter::background(Color color) {
  set_attribute(AttributeType::Background, byte(color));
}

void ScreenWriter::highlight(Highlight highlight) {
  set_attribute(AttributeType::Highlight, byte(highlight));
}

void ScreenWriter::reset_attributes() {
  set_attribute(AttributeType::All, 0);
}

void ScreenWriter::cursor() {
  order(Order::Ic);
}

void ScreenWriter::program_tab(BufferAddress first) {
  VERIFY(first < size_.cells() && (first > at_ || first == 0), "a tab that does not go ahead");
  order(Order::Pt);
  at_ = first;
}

void ScreenWriter::graphic_character(std::uint8_t code) {
  VERIFY(code >= 0x40 && code != byte(FormatCode::Eo), "no character of the APL set");
  order(Order::Ge);
  record_.push_back(code);
}

void ScreenWriter::graphic(std::uint8_t code) {
  graphic_character(code);
  advance(1);
}

// The end of the screen is stop address 0, not its number of cells; a stop at the current address
// would go round the whole screen.
void ScreenWriter::stop_address(BufferAddress stop) {
  VERIFY(stop > at_ && stop <= size_.cells(), "a stop address that is not ahead");
  at_ = static_cast<BufferAddress>(stop % size_.cells());
  append_address(at_, size_, record_);
}

void ScreenWriter::repeat_to(BufferAddress stop, char character) {
  order(Order::Ra);
  stop_address(stop);
  page_.encode(std::string_view(&character, 1), 1, record_);
}

void ScreenWriter::repeat_graphic_to(BufferAddress stop, std::uint8_t code) {
  order(Order::Ra);
  stop_address(stop);
  graphic_character(code);
}

void ScreenWriter::clear_to(BufferAddress stop) {
  order(Order::Ra);
  stop_address(stop);
  record_.push_back(byte(FormatCode::Nul));
}

void ScreenWriter::erase_to(BufferAddress stop) {
  order(Order::Eua);
  stop_address(stop);
}

std::size_t ScreenWriter::text(std::string_view utf8, std::size_t most) {
  const std::size_t to_row_end = size_.columns - at_ % size_.columns;
  const std::size_t cells = page_.encode(utf8, std::min(most, to_row_end), record_);
  advance(cells);
  return cells;
}

std::size_t ScreenWriter::text(std::string_view utf8) {
  return text(utf8, utf8.size());
}

ByteBuffer ScreenWriter::take() {
  return std::move(record_);
}

ByteBuffer command_record(Command command) {
  VERIFY(command == Command::EraseAllUnprotected || command == Command::ReadBuffer ||
             command == Command::ReadModified || command == Command::ReadModifiedAll,
         "a command that more must follow");
  return {byte(command)};
}

}  // namespace tn3270
