#include <algorithm>
#include <string>

#include "printers/format/print_buffer.h"
#include "tn3270/datastream/apl_set.h"
#include "tn3270/datastream/orders.h"

namespace printers {
namespace {

using tn3270::Cell;
using tn3270::FormatCode;

constexpr auto kHidden = static_cast<std::uint8_t>(tn3270::Intensity::Hidden);  // its two bits
constexpr auto kBright = static_cast<std::uint8_t>(tn3270::Intensity::Bright);
constexpr std::uint8_t kAplSet = 0xF1;

bool is_null(const Cell& cell) {
  return !cell.attribute && cell.code == static_cast<std::uint8_t>(FormatCode::Nul);
}

bool is_form_feed(const Cell& cell) {
  return !cell.attribute && !cell.graphic && cell.code == static_cast<std::uint8_t>(FormatCode::Ff);
}

// Codes that print nothing in a row.
bool is_control(const Cell& cell) {
  switch (static_cast<FormatCode>(cell.code)) {
    case FormatCode::Dup:
    case FormatCode::Fm:
    case FormatCode::Sub:
      return false;
    default:
      return !cell.graphic && cell.code < 0x40;
  }
}

bool hidden(const Cell* field) {
  return field != nullptr && (field->code & kHidden) == kHidden;
}

// A character's own attribute, or its field's.
std::uint8_t of(const Cell& cell, const Cell* field, std::uint8_t tn3270::Look::*part) {
  return cell.look.*part == 0 && field != nullptr ? field->look.*part : cell.look.*part;
}

Style style_of(const Cell& cell, const Cell* field) {
  const std::uint8_t highlight = of(cell, field, &tn3270::Look::highlight);
  const bool bright = field != nullptr && (field->code & kHidden) == kBright;
  return {bright || highlight == static_cast<std::uint8_t>(tn3270::Highlight::Intensify),
          highlight == static_cast<std::uint8_t>(tn3270::Highlight::Underscore)};
}

}  // namespace

// What a cell looks like.
struct PrintBuffer::Shown {
  char32_t character = U' ';
  Style style{};

  static Shown of_cell(const Cell& cell, const Cell* field, const Characters& characters) {
    constexpr std::uint8_t kBlank = 0x40;
    if (cell.attribute || hidden(field)) {
      return {};
    }
    const bool graphic =
        cell.graphic ||
        (of(cell, field, &tn3270::Look::character_set) == kAplSet && cell.code > kBlank);
    if (graphic) {
      return {tn3270::apl_character(cell.code), style_of(cell, field)};
    }
    switch (static_cast<FormatCode>(cell.code)) {
      case FormatCode::Dup:
        return {U'*', style_of(cell, field)};
      case FormatCode::Fm:
        return {U';', style_of(cell, field)};
      case FormatCode::Sub:
        return {U'-', style_of(cell, field)};
      default:  // nulls and codes are blanks without a style
        return is_control(cell) ? Shown{} : Shown{characters[cell.code], style_of(cell, field)};
    }
  }
};

void PrintBuffer::print() {
  if (!written_) {
    return;
  }
  if (columns_ == 0) {
    print_text();
    page_.end_line();
  } else {
    print_rows();
  }
  written_ = false;
  at_ = 0;
}

// As far as text goes, or to the first EM. What stands before the first field is of none, as in
// pr3287; on a display the last field would hide it.
void PrintBuffer::print_text() {
  page_.set(HorizontalFormat{0, 0, {}});
  const auto last = std::find_if_not(cells_.rbegin(), cells_.rend(), is_null);
  const auto end = cells_.begin() + (cells_.rend() - last);
  const Cell* field = nullptr;
  double_byte_ = false;
  for (auto cell = cells_.begin(); cell != end; ++cell) {
    field = cell->attribute ? &*cell : field;
    if (!print_cell(*cell, Shown::of_cell(*cell, field, characters_))) {
      break;
    }
  }
  std::fill(cells_.begin(), cells_.end(), Cell{});
}

// False: EM. A new line ends DBCS text too: a SO without its SI must not swallow the rest.
bool PrintBuffer::print_cell(const Cell& cell, const Shown& shown) {
  switch (cell.attribute || cell.graphic ? FormatCode::Nul : static_cast<FormatCode>(cell.code)) {
    case FormatCode::Nl:
      double_byte_ = false;
      page_.new_line();
      break;
    case FormatCode::Cr:
      page_.carriage_return();
      break;
    case FormatCode::Ff:
      double_byte_ = false;
      page_.form_feed();
      break;
    case FormatCode::Em:
      return false;
    default:
      print_character(cell, shown);
  }
  return true;
}

void PrintBuffer::print_character(const Cell& cell, const Shown& shown) {
  const bool code = !cell.attribute && !cell.graphic;
  if (code && cell.code == static_cast<std::uint8_t>(FormatCode::So)) {
    double_byte_ = true;
    remarks_.once("DBCS text was left out: code page " + characters_.number() +
                  " has single bytes");
  } else if (code && cell.code == static_cast<std::uint8_t>(FormatCode::Si)) {
    double_byte_ = false;
  }
  const Shown blank;
  const Shown& what = double_byte_ ? blank : shown;
  page_.put(what.character, what.style);
}

void PrintBuffer::print_rows() {
  page_.set(HorizontalFormat{columns_, 0, {}});
  const Cell* field = nullptr;
  for (std::size_t begin = 0; begin < cells_.size(); begin += columns_) {
    const std::size_t end = std::min(begin + columns_, cells_.size());
    const Cell* const before = field;
    bool blank = true;
    bool ends_page = false;
    for (std::size_t i = begin; i < end; ++i) {
      const Cell& cell = cells_[i];
      field = cell.attribute ? &cell : field;
      blank = blank && (cell.attribute || is_control(cell) || hidden(field));
      ends_page = ends_page || is_form_feed(cell);
    }
    if (!blank) {
      print_row(begin, end, before);
      page_.new_line();
    } else if (ends_page) {
      page_.form_feed();
    }
  }
}

void PrintBuffer::print_row(std::size_t begin, std::size_t end, const Cell* field) {
  double_byte_ = false;
  for (std::size_t i = begin; i < end; ++i) {
    const Cell& cell = cells_[i];
    field = cell.attribute ? &cell : field;
    if (is_form_feed(cell)) {
      page_.form_feed();
      page_.move_to_column(i - begin);
    }
    print_character(cell, Shown::of_cell(cell, field, characters_));
  }
}

}  // namespace printers
