#include "vtam/acb/screen_places.h"

#include <optional>
#include <utility>

#include "vtam/acb/screen_target.h"
#include "vtam/acb/screen_text.h"

namespace vtam {
namespace {

using tn3270::BufferAddress;
using tn3270::ScreenSize;

// 1 to `count`, or nullopt.
std::optional<unsigned> counted(int number, unsigned count) {
  const long long from_one = number < 0 ? number + 1LL + count : number;
  if (from_one < 1 || from_one > count) {
    return std::nullopt;
  }
  return static_cast<unsigned>(from_one);
}

std::string place_called(const ScreenPlace& place) {
  return "row " + std::to_string(place.row) + " column " + std::to_string(place.column);
}

std::string cells_words(std::size_t cells) {
  return std::to_string(cells) + (cells == 1 ? " character" : " characters");
}

// How many cells the field has. Without a length its text stays in its row.
std::variant<std::uint16_t, FieldFault> length_of(const PlacedField& placed, ScreenSize size,
                                                  const tn3270::CodePage& page) {
  const ScreenField& field = placed.field;
  const auto text = measure_text(field.text, page);
  if (text.fault) {
    return FieldFault{text.fault->rule, placed.called, text.fault->why};
  }
  const std::size_t length = field.length.value_or(text.cells);
  if (text.cells > length) {
    return FieldFault{
        "TOO-LONG", placed.called,
        "its text has " + cells_words(text.cells) + ", its length is " + std::to_string(length)};
  }
  if (length == 0 && !is_protected(field)) {
    return FieldFault{"NO-LENGTH", placed.called, "an input field needs a length or a text"};
  }
  const std::size_t row_room = size.columns - placed.first % std::size_t{size.columns};
  if (!field.length && length > row_room) {
    return FieldFault{"TOO-LONG", placed.called,
                      "its text has " + cells_words(length) + ", and the row has room for " +
                          std::to_string(row_room) + "; say a length for more rows"};
  }
  if (length > size.cells() - placed.first) {
    return FieldFault{
        "OFF-SCREEN", placed.called,
        "its " + std::to_string(length) + " cells end behind the last row of " + size_words(size)};
  }
  return static_cast<std::uint16_t>(length);
}

std::optional<FieldFault> place(PlacedField& placed, ScreenSize size,
                                const tn3270::CodePage& page) {
  auto first = address_of(placed.field.place, size, placed.called);
  if (auto* fault = std::get_if<FieldFault>(&first)) {
    return std::move(*fault);
  }
  placed.first = std::get<BufferAddress>(first);
  placed.attribute = static_cast<BufferAddress>((placed.first + size.cells() - 1) % size.cells());
  if (placed.field.skip && !is_protected(placed.field)) {
    return FieldFault{"SKIP", placed.called, "the cursor skips protected fields only"};
  }
  auto length = length_of(placed, size, page);
  if (auto* fault = std::get_if<FieldFault>(&length)) {
    return std::move(*fault);
  }
  placed.length = std::get<std::uint16_t>(length);
  return std::nullopt;
}

// Message and keys have their rows to themselves, but for the last cell: a field in column 1 of the
// next row has its attribute there.
PlacedField whole_row(const char* called, int row, const std::string& text, ScreenSize size) {
  const unsigned cells = size.columns > 2 ? size.columns - 2U : 0U;
  PlacedField placed;
  placed.called = called;
  placed.field.place = {row, 2};
  placed.field.text = cut_text(text, cells);
  placed.field.length = cells;
  placed.field.skip = true;
  return placed;
}

}  // namespace

std::variant<BufferAddress, FieldFault> address_of(const ScreenPlace& place, ScreenSize size,
                                                   const std::string& called) {
  const auto row = counted(place.row, size.rows);
  const auto column = counted(place.column, size.columns);
  if (!row || !column) {
    return FieldFault{
        "OFF-SCREEN", called,
        (row ? "column " + std::to_string(place.column) : "row " + std::to_string(place.row)) +
            " is not on a screen of " + size_words(size)};
  }
  return tn3270::address_of({*row, *column}, size);
}

std::variant<std::vector<PlacedField>, FieldFault> place_fields(const Screen& screen,
                                                                ScreenSize size,
                                                                const tn3270::CodePage& page) {
  std::vector<PlacedField> placed;
  placed.reserve(screen.fields.size() + 2);
  for (const auto& field : screen.fields) {
    placed.push_back({field, field.name.empty() ? place_called(field.place) : field.name});
  }
  if (!screen.message.empty()) {
    auto& message = placed.emplace_back(whole_row("message", -2, screen.message, size));
    message.field.intense = true;
    message.field.color = screen.message_color.value_or(tn3270::Color::Yellow);
  }
  if (!screen.keys.empty()) {
    auto& keys = placed.emplace_back(whole_row("keys", -1, screen.keys, size));
    keys.field.color = tn3270::Color::Blue;
  }
  for (auto& each : placed) {
    if (auto fault = place(each, size, page)) {
      return std::move(*fault);
    }
  }
  return placed;
}

}  // namespace vtam
