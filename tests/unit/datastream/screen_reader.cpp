#include "tests/unit/datastream/screen_reader.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace tn3270::test {
namespace {

struct Run {
  char first;
  std::uint8_t code;
  unsigned length;
};
constexpr std::array kRuns{Run{'A', 0xC1, 9}, Run{'J', 0xD1, 9}, Run{'S', 0xE2, 8},
                           Run{'a', 0x81, 9}, Run{'j', 0x91, 9}, Run{'s', 0xA2, 8},
                           Run{'0', 0xF0, 10}};
struct Mark {
  char ascii;
  std::uint8_t code;
};
constexpr std::array kMarks{
    Mark{' ', 0x40}, Mark{'.', 0x4B}, Mark{'<', 0x4C}, Mark{'(', 0x4D},  Mark{'+', 0x4E},
    Mark{'|', 0x4F}, Mark{'&', 0x50}, Mark{'!', 0x5A}, Mark{'$', 0x5B},  Mark{'*', 0x5C},
    Mark{')', 0x5D}, Mark{';', 0x5E}, Mark{'-', 0x60}, Mark{'/', 0x61},  Mark{',', 0x6B},
    Mark{'%', 0x6C}, Mark{'_', 0x6D}, Mark{'>', 0x6E}, Mark{'?', 0x6F},  Mark{':', 0x7A},
    Mark{'#', 0x7B}, Mark{'@', 0x7C}, Mark{'=', 0x7E}, Mark{'\'', 0x7D}, Mark{'"', 0x7F}};

char shown(std::uint8_t code) {
  for (const auto& run : kRuns) {
    if (code >= run.code && code < run.code + run.length) {
      return static_cast<char>(run.first + (code - run.code));
    }
  }
  for (const auto& mark : kMarks) {
    if (mark.code == code) {
      return mark.ascii;
    }
  }
  return code == 0 ? ' ' : '?';
}

std::uint8_t code_of(char c) {
  for (const auto& run : kRuns) {
    if (c >= run.first && static_cast<unsigned>(c - run.first) < run.length) {
      return static_cast<std::uint8_t>(run.code + (c - run.first));
    }
  }
  for (const auto& mark : kMarks) {
    if (mark.ascii == c) {
      return mark.code;
    }
  }
  throw std::runtime_error("the test terminal has no such key");
}

constexpr std::uint8_t kHiddenBits = 0x0C;
constexpr std::uint8_t kProtectedBit = 0x20;

}  // namespace

ByteBuffer ebcdic(std::string_view ascii) {
  ByteBuffer out;
  std::transform(ascii.begin(), ascii.end(), std::back_inserter(out), code_of);
  return out;
}

ScreenReader::ScreenReader(ScreenSizes sizes)
    : sizes_(sizes), size_(sizes.primary), cells_(size_.cells()) {}

std::uint8_t ScreenReader::next() {
  if (read_ >= record_.size()) {
    throw std::runtime_error("a cut order");
  }
  return record_[read_++];
}

std::size_t ScreenReader::next_address() {
  const unsigned first = next();
  const unsigned second = next();
  const std::size_t address =
      (first & 0xC0U) == 0 ? first * 256 + second : (first & 0x3FU) * 64 + (second & 0x3FU);
  if (address >= cells_.size()) {
    throw std::runtime_error("an address beyond the screen");
  }
  return address;
}

void ScreenReader::apply(Bytes record) {
  record_ = record;
  read_ = 0;
  const std::uint8_t command = next();
  const std::uint8_t wcc = next();
  if (command == 0xF5 || command == 0x7E) {
    size_ = command == 0xF5 ? sizes_.primary : sizes_.alternate;
    cells_.assign(size_.cells(), CellRead{});
    modified_.clear();
    cursor_ = 0;
    at_ = 0;
  } else if (command != 0xF1) {
    throw std::runtime_error("not a write command");
  }
  if ((wcc & 0x01U) != 0) {
    modified_.clear();
  }
  while (read_ < record_.size()) {
    order(next());
  }
  locked_ = locked_ && (wcc & 0x02U) == 0;
  record_ = {};
}

void ScreenReader::order(std::uint8_t code) {
  switch (code) {
    case 0x11:
      at_ = next_address();
      return;
    case 0x13:
      cursor_ = at_;
      return;
    case 0x1D: {
      const std::uint8_t field = next();
      cells_[at_] = {0, true, field, 0, 0};
      at_ = (at_ + 1) % cells_.size();
      return;
    }
    case 0x29:
      return start_field_extended();
    case 0x28:
      extended_orders_seen_ = true;
      static_cast<void>(next());
      static_cast<void>(next());
      return;
    case 0x3C: {
      const std::size_t stop = next_address();
      return fill(stop, next());
    }
    case 0x12:
      return fill(next_address(), 0);
    default:
      if (code < 0x40 && code != 0x00 && code != 0x3F) {
        throw std::runtime_error("a control code in text");
      }
      put(code);
  }
}

void ScreenReader::start_field_extended() {
  extended_orders_seen_ = true;
  CellRead cell{0, true, 0x40, 0, 0};
  const unsigned pairs = next();
  for (unsigned i = 0; i < pairs; ++i) {
    const std::uint8_t type = next();
    const std::uint8_t value = next();
    switch (type) {
      case 0xC0:
        cell.field = value;
        break;
      case 0x41:
        cell.highlight = value;
        break;
      case 0x42:
        cell.color = value;
        break;
      default:
        throw std::runtime_error("an attribute type that is not expected");
    }
  }
  cells_[at_] = cell;
  at_ = (at_ + 1) % cells_.size();
}

void ScreenReader::put(std::uint8_t code) {
  cells_[at_] = {code, false, 0, 0, 0};
  at_ = (at_ + 1) % cells_.size();
}

// A stop at the current address goes round the whole screen.
void ScreenReader::fill(std::size_t stop, std::uint8_t code) {
  do {
    put(code);
  } while (at_ != stop);
}

std::size_t ScreenReader::field_start(std::size_t address) const {
  for (std::size_t back = 0; back < cells_.size(); ++back) {
    const std::size_t candidate = (address + cells_.size() - back) % cells_.size();
    if (cells_[candidate].attribute) {
      return candidate;
    }
  }
  throw std::runtime_error("a screen without fields");
}

const CellRead& ScreenReader::field_at(std::size_t address) const {
  return cells_[field_start(address)];
}

std::string ScreenReader::row(unsigned number) const {
  std::string text;
  const std::size_t begin = std::size_t{number - 1} * size_.columns;
  const CellRead* field = &field_at(begin);
  for (std::size_t address = begin; address < begin + size_.columns; ++address) {
    field = cells_[address].attribute ? &cells_[address] : field;
    const bool hidden = (field->field & kHiddenBits) == kHiddenBits;
    text += cells_[address].attribute || hidden ? ' ' : shown(cells_[address].code);
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string ScreenReader::screen() const {
  std::string text;
  for (unsigned number = 1; number <= size_.rows; ++number) {
    text += row(number) + "\n";
  }
  return text;
}

unsigned ScreenReader::row_of(std::string_view text) const {
  for (unsigned number = 1; number <= size_.rows; ++number) {
    if (row(number).find(text) != std::string::npos) {
      return number;
    }
  }
  return 0;
}

std::vector<std::size_t> ScreenReader::input_fields() const {
  std::vector<std::size_t> fields;
  for (std::size_t address = 0; address < cells_.size(); ++address) {
    if (cells_[address].attribute && (cells_[address].field & kProtectedBit) == 0) {
      fields.push_back((address + 1) % cells_.size());
    }
  }
  return fields;
}

std::size_t ScreenReader::field_length(std::size_t first_cell) const {
  std::size_t length = 0;
  while (length < cells_.size() && !cells_[(first_cell + length) % cells_.size()].attribute) {
    ++length;
  }
  return length;
}

void ScreenReader::move_cursor(unsigned row, unsigned column) {
  cursor_ = std::size_t{row - 1} * size_.columns + column - 1;
}

void ScreenReader::type(std::string_view ascii) {
  if (locked_) {
    throw std::runtime_error("the keyboard is locked");
  }
  const std::size_t start = field_start(cursor_);
  if (cells_[cursor_].attribute || (cells_[start].field & kProtectedBit) != 0) {
    throw std::runtime_error("the cursor is in a protected field");
  }
  const std::size_t first = (start + 1) % cells_.size();
  if (ascii.size() > field_length(first)) {
    throw std::runtime_error("more text than the field takes");
  }
  for (std::size_t i = 0; i < field_length(first); ++i) {
    cells_[(first + i) % cells_.size()].code = i < ascii.size() ? code_of(ascii[i]) : 0;
  }
  if (std::find(modified_.begin(), modified_.end(), first) == modified_.end()) {
    modified_.push_back(first);
  }
  cursor_ = first + ascii.size();
}

ByteBuffer ScreenReader::press(Aid aid) {
  if (locked_) {
    throw std::runtime_error("the keyboard is locked");
  }
  locked_ = true;
  ByteBuffer out{static_cast<std::uint8_t>(aid)};
  if (aid == Aid::Clear || aid == Aid::Pa1 || aid == Aid::Pa2 || aid == Aid::Pa3) {
    return out;
  }
  const auto address = [&out](std::size_t value) {
    out.push_back(static_cast<std::uint8_t>(value / 256));
    out.push_back(static_cast<std::uint8_t>(value % 256));
  };
  address(cursor_);
  std::sort(modified_.begin(), modified_.end());
  for (const std::size_t first : modified_) {
    out.push_back(0x11);
    address(first);
    for (std::size_t i = 0; i < field_length(first); ++i) {
      const std::uint8_t code = cells_[(first + i) % cells_.size()].code;
      if (code != 0) {
        out.push_back(code);
      }
    }
  }
  return out;
}

}  // namespace tn3270::test
