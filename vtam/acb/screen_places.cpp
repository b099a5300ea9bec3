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

std::optional<BufferAddress> address_at(const ScreenPlace& place, ScreenSize size) {
  const auto row = counted(place.row, size.rows);
  const auto column = counted(place.column, size.columns);
  return row && column ? std::optional(tn3270::address_of({*row, *column}, size)) : std::nullopt;
}

FieldFault off_screen(const ScreenPlace& place, ScreenSize size, std::string called) {
  const bool row = counted(place.row, size.rows).has_value();
  return {"OFF-SCREEN", std::move(called),
          (row ? "column " + std::to_string(place.column) : "row " + std::to_string(place.row)) +
              " is not on a screen of " + size_words(size)};
}

std::string cells_words(std::size_t cells) {
  return std::to_string(cells) + (cells == 1 ? " character" : " characters");
}

// How many cells the field has. Without a length its text stays in its row.
std::variant<std::uint16_t, FieldFault> length_of(const PlacedField& placed, ScreenSize size,
                                                  const tn3270::CodePage& page) {
  const ScreenField& field = *placed.field;
  const auto text = measure_text(field.text, page);
  if (text.fault) {
    return FieldFault{text.fault->rule, called(placed), text.fault->why};
  }
  const std::size_t length = field.length.value_or(text.cells);
  if (text.cells > length) {
    return FieldFault{
        "TOO-LONG", called(placed),
        "its text has " + cells_words(text.cells) + ", its length is " + std::to_string(length)};
  }
  if (length == 0 && !is_protected(field)) {
    return FieldFault{"NO-LENGTH", called(placed), "an input field needs a length or a text"};
  }
  const std::size_t row_room = size.columns - placed.first % std::size_t{size.columns};
  if (!field.length && length > row_room) {
    return FieldFault{"TOO-LONG", called(placed),
                      "its text has " + cells_words(length) + ", and the row has room for " +
                          std::to_string(row_room) + "; say a length for more rows"};
  }
  if (length > size.cells() - placed.first) {
    return FieldFault{
        "OFF-SCREEN", called(placed),
        "its " + std::to_string(length) + " cells end behind the last row of " + size_words(size)};
  }
  return static_cast<std::uint16_t>(length);
}

std::optional<FieldFault> place(PlacedField& placed, ScreenSize size,
                                const tn3270::CodePage& page) {
  const auto first = address_at(placed.field->place, size);
  if (!first) {
    return off_screen(placed.field->place, size, called(placed));
  }
  placed.first = *first;
  placed.attribute = static_cast<BufferAddress>((placed.first + size.cells() - 1) % size.cells());
  if (placed.field->skip && !is_protected(*placed.field)) {
    return FieldFault{"SKIP", called(placed), "the cursor skips protected fields only"};
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
ScreenField whole_row(int row, const std::string& text, ScreenSize size) {
  const unsigned cells = size.columns > 2 ? size.columns - 2U : 0U;
  ScreenField field;
  field.place = {row, 2};
  field.text = cut_text(text, cells);
  field.length = cells;
  field.skip = true;
  return field;
}

void add_rows(const Screen& screen, ScreenSize size, PlacedFields& placed) {
  placed.rows.reserve(2);  // and never more: they are pointed at
  if (!screen.message.empty()) {
    ScreenField& message = placed.rows.emplace_back(whole_row(-2, screen.message, size));
    message.intense = true;
    message.color = screen.message_color.value_or(tn3270::Color::Yellow);
    placed.fields.push_back({.field = &message, .row = "message"});
  }
  if (!screen.keys.empty()) {
    ScreenField& keys = placed.rows.emplace_back(whole_row(-1, screen.keys, size));
    keys.color = tn3270::Color::Blue;
    placed.fields.push_back({.field = &keys, .row = "keys"});
  }
}

}  // namespace

std::string called(const PlacedField& placed) {
  if (placed.row != nullptr) {
    return placed.row;
  }
  const ScreenField& field = *placed.field;
  return field.name.empty() ? "row " + std::to_string(field.place.row) + " column " +
                                  std::to_string(field.place.column)
                            : field.name;
}

std::variant<BufferAddress, FieldFault> address_of(const ScreenPlace& place, ScreenSize size,
                                                   std::string_view called) {
  if (const auto address = address_at(place, size)) {
    return *address;
  }
  return off_screen(place, size, std::string(called));
}

std::variant<PlacedFields, FieldFault> place_fields(const Screen& screen, ScreenSize size,
                                                    const tn3270::CodePage& page) {
  PlacedFields placed;
  placed.fields.reserve(screen.fields.size() + 2);
  for (const auto& field : screen.fields) {
    placed.fields.push_back({.field = &field});
  }
  add_rows(screen, size, placed);
  for (auto& each : placed.fields) {
    if (auto fault = place(each, size, page)) {
      return std::move(*fault);
    }
  }
  return placed;
}

}  // namespace vtam
