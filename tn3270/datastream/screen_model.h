#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/outbound.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// Extended attributes of a field or of one character; 0 = default.
struct Look {
  std::uint8_t foreground = 0;
  std::uint8_t background = 0;
  std::uint8_t highlight = 0;
  std::uint8_t character_set = 0;
  friend bool operator==(const Look&, const Look&) = default;
};

struct Cell {
  std::uint8_t code = 0;  // EBCDIC, 0 = null; in a field attribute's cell its six bits
  bool attribute = false;
  bool graphic = false;  // of the APL set
  Look look{};           // of the character, or of the field in its attribute's cell
  friend bool operator==(const Cell&, const Cell&) = default;
};

// A display's buffer, as outbound records and the user's input make it (GA23-0059 4): cells, field
// attributes, cursor, keyboard. Pure value; 4 bytes a cell and more, so it is built when needed and
// not kept. Idle sessions that must be repainted keep the bytes of repaint() instead.
class ScreenModel {
 public:
  // `sizes` are what Erase/Write and Erase/Write Alternate select; it begins blank in the primary.
  explicit ScreenModel(ScreenSizes sizes);

  // Applies a record of ours: writes, erases, and the structured fields that hold them. What comes
  // before a fault stays applied, as in a terminal that answers operation check. Reads and queries
  // change nothing.
  std::optional<OutboundFault> apply(Bytes record);

  // Applies what the user sent with an AID: his fields' new contents, MDT on, the cursor, the
  // keyboard locked. Clear erases.
  void apply(const Inbound& input);

  // One Erase/Write (or Alternate) that makes a blank terminal look and behave like this one:
  // every attribute, MDT included, contents, cursor; the WCC restores the keyboard if it is
  // unlocked here. `size` may differ from size() only if everything but blanks and nulls fits;
  // nullopt if it does not.
  [[nodiscard]] ByteBuffer repaint() const;
  [[nodiscard]] std::optional<ByteBuffer> repaint(ScreenSizes other) const;

  [[nodiscard]] ScreenSize size() const { return size_; }
  [[nodiscard]] BufferAddress cursor() const { return cursor_; }
  [[nodiscard]] bool keyboard_locked() const { return locked_; }
  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
  [[nodiscard]] bool formatted() const;
  // The attribute that governs `address` (itself, if it is one), around the end of the buffer;
  // nullopt on a screen without fields.
  [[nodiscard]] std::optional<BufferAddress> attribute_of(BufferAddress address) const;
  // The governing attribute says non-display.
  [[nodiscard]] bool hidden(BufferAddress address) const;
  [[nodiscard]] bool protected_at(BufferAddress address) const;

  // Rows of UTF-8 text; attributes, nulls and hidden characters are blanks.
  [[nodiscard]] std::vector<std::string> text(const CodePage& page) const;

 private:
  ScreenSizes sizes_;
  ScreenSize size_;
  bool alternate_ = false;
  std::vector<Cell> cells_;
  BufferAddress cursor_ = 0;
  bool locked_ = true;
};

}  // namespace tn3270
