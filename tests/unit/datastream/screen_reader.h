#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_size.h"

// A terminal for tests: takes outbound records as strictly as a 3270 does and shows them as text.
// It decodes by its own tables, so that it is a second opinion on what our writers produce.
namespace tn3270::test {

struct CellRead {
  std::uint8_t code = 0;  // EBCDIC, 0 = empty
  bool attribute = false;
  std::uint8_t field = 0;  // attribute byte, if `attribute`
  std::uint8_t color = 0;
  std::uint8_t highlight = 0;
};

class ScreenReader {
 public:
  explicit ScreenReader(ScreenSizes sizes);

  // Throws std::runtime_error where a client would answer with a negative response.
  void apply(Bytes record);

  [[nodiscard]] ScreenSize size() const { return size_; }
  [[nodiscard]] bool locked() const { return locked_; }
  [[nodiscard]] bool extended_orders_seen() const { return extended_orders_seen_; }
  [[nodiscard]] std::size_t cursor() const { return cursor_; }
  // Rows from 1, trailing blanks cut; hidden fields and attributes show as blanks, SUB as '?'.
  [[nodiscard]] std::string row(unsigned number) const;
  [[nodiscard]] std::string screen() const;  // every row with its line end
  // The first row that contains `text`, or 0.
  [[nodiscard]] unsigned row_of(std::string_view text) const;
  // The attribute cell in force at an address; throws if the screen has no fields.
  [[nodiscard]] const CellRead& field_at(std::size_t address) const;
  [[nodiscard]] std::vector<std::size_t> input_fields() const;  // addresses of their first cells
  [[nodiscard]] std::size_t field_length(std::size_t first_cell) const;

  // The user: moves, types into the field at the cursor (replacing it), presses a key. press()
  // locks the keyboard and returns the record that a client would send.
  void move_cursor(std::size_t address) { cursor_ = address; }
  void move_cursor(unsigned row, unsigned column);
  void type(std::string_view ascii);
  [[nodiscard]] ByteBuffer press(Aid aid);

 private:
  [[nodiscard]] std::uint8_t next();
  [[nodiscard]] std::size_t next_address();
  [[nodiscard]] std::size_t field_start(std::size_t address) const;
  void order(std::uint8_t code);
  void start_field_extended();
  void put(std::uint8_t code);
  void fill(std::size_t stop, std::uint8_t code);

  ScreenSizes sizes_;
  ScreenSize size_;
  std::vector<CellRead> cells_;
  std::vector<std::size_t> modified_;
  std::size_t at_ = 0;
  std::size_t cursor_ = 0;
  bool locked_ = true;
  bool extended_orders_seen_ = false;
  Bytes record_;
  std::size_t read_ = 0;
};

// ASCII letters, digits and the marks that tests use.
[[nodiscard]] ByteBuffer ebcdic(std::string_view ascii);

}  // namespace tn3270::test
