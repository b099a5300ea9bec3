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

std::uint8_t field_attribute(const FieldLook& look) {
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

void ScreenWriter::field(const FieldLook& look) {
  const bool colored = look.color != Color::Default;
  const bool highlighted = look.highlight != Highlight::Default;
  if (attributes_ == Attributes::Extended && (colored || highlighted)) {
    order(Order::Sfe);
    record_.push_back(static_cast<std::uint8_t>(1 + (colored ? 1 : 0) + (highlighted ? 1 : 0)));
    record_.push_back(byte(AttributeType::Field));
    record_.push_back(field_attribute(look));
    if (highlighted) {
      record_.push_back(byte(AttributeType::Highlight));
      record_.push_back(byte(look.highlight));
    }
    if (colored) {
      record_.push_back(byte(AttributeType::Foreground));
      record_.push_back(byte(look.color));
    }
  } else {
    order(Order::Sf);
    record_.push_back(field_attribute(look));
  }
  advance(1);
}

void ScreenWriter::color(Color color) {
  if (attributes_ == Attributes::Extended) {
    order(Order::Sa);
    record_.push_back(byte(AttributeType::Foreground));
    record_.push_back(byte(color));
  }
}

void ScreenWriter::cursor() {
  order(Order::Ic);
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

}  // namespace tn3270
