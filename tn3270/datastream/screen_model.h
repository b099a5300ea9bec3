#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/cell_set.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/look.h"
#include "tn3270/datastream/outbound.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

struct Cell {
  std::uint8_t code = 0;  // EBCDIC, 0 = null; in a field attribute's cell its six bits
  bool attribute = false;
  bool graphic = false;  // of the APL set
  Look look{};           // of the character, or of the field in its attribute's cell
  // As bytes: a screen is compared cell by cell when it is repainted.
  friend bool operator==(const Cell& a, const Cell& b) {
    return std::memcmp(&a, &b, sizeof(Cell)) == 0;
  }
};
static_assert(std::has_unique_object_representations_v<Cell>, "its bytes can be compared");

// A display's buffer, as outbound records and the user's input make it (GA23-0059 4): cells, field
// attributes, cursor, keyboard. Pure value; 11 bytes a cell, so it is built when needed and not
// kept. Idle sessions that must be repainted keep the bytes of repaint() instead.
//
// It does what a terminal does that answers operation check. Where x3270 is milder than the manual
// it follows x3270, which is before most users: attribute types that nobody knows and control codes
// that are no format codes are passed over, and a WCC unlocks the keyboard even if an order of its
// record is faulty.
class ScreenModel {
 public:
  // `sizes` are what Erase/Write and Erase/Write Alternate select; it begins blank in the primary,
  // its keyboard locked. REQUIRES: no more than limits::kScreenCells.
  explicit ScreenModel(ScreenSizes sizes);

  // Applies a record of ours: writes, erases, and the structured fields that hold them. What comes
  // before a fault stays applied. Reads and queries change nothing.
  std::optional<OutboundFault> apply(Bytes record);

  // Applies what the user sent with an AID: his fields' new contents, MDT on, the cursor, the
  // keyboard locked. Clear erases. Nulls are not sent, so text stands at the beginning of its
  // field, unless it is what was there before. Protected contents stay as they are.
  void apply(const Inbound& input);

  // One Erase/Write (or Alternate) that makes a blank terminal look and behave like this one:
  // every attribute, MDT included, contents, cursor; the WCC restores the keyboard if it is
  // unlocked here.
  [[nodiscard]] ByteBuffer repaint() const;
  // The same for a terminal of other sizes, with every cell in its row and column. nullopt: more
  // than blanks and nulls would be lost, or an input field would become longer or shorter.
  [[nodiscard]] std::optional<ByteBuffer> repaint(ScreenSizes other) const;

  [[nodiscard]] ScreenSize size() const { return size_; }
  [[nodiscard]] BufferAddress cursor() const { return cursor_; }
  [[nodiscard]] bool keyboard_locked() const { return locked_; }
  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
  [[nodiscard]] bool formatted() const { return attributes_.first_from(0) != cells_.size(); }
  // The attribute that governs `address` (itself, if it is one), around the end of the buffer;
  // nullopt on a screen without fields. REQUIRES: the address is on the screen.
  [[nodiscard]] std::optional<BufferAddress> attribute_of(BufferAddress address) const;
  // The governing attribute says non-display.
  [[nodiscard]] bool hidden(BufferAddress address) const;
  [[nodiscard]] bool protected_at(BufferAddress address) const;

  // Rows of UTF-8 text, one character a cell; attributes, nulls and hidden characters are blanks.
  // DUP and FM are the marks that a display shows.
  [[nodiscard]] std::vector<std::string> text(const CodePage& page) const;

  friend bool operator==(const ScreenModel&, const ScreenModel&) = default;

 private:
  class Writing;

  enum class Screen : std::uint8_t { Primary, Alternate };
  void erase(Screen screen);
  void erase_all_unprotected();
  void reset_mdt();
  std::optional<OutboundFault> apply_write(const OutboundHead& head);
  std::optional<OutboundFault> apply_fields(Bytes fields);
  std::optional<OutboundFault> apply_outbound_3270ds(Bytes data);
  void take_field(BufferAddress address, const std::vector<Cell>& typed, Aid aid);
  void take_text(BufferAddress begin, const std::vector<Cell>& typed);

  [[nodiscard]] BufferAddress after(BufferAddress address) const {
    // A division costs more than all that is done with a cell.
    return address + 1U == cells_.size() ? BufferAddress{0}
                                         : static_cast<BufferAddress>(address + 1U);
  }
  // The first cell of the first unprotected field with an attribute from `from` to the end of the
  // buffer; 0 if there is none. Fields without cells are none.
  [[nodiscard]] BufferAddress next_unprotected(BufferAddress from) const;

  ScreenSizes sizes_;
  ScreenSize size_;
  Screen screen_ = Screen::Primary;
  std::vector<Cell> cells_;
  CellSet attributes_;  // the cells that are one
  BufferAddress cursor_ = 0;
  bool locked_ = true;
};

}  // namespace tn3270
