#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_size.h"

namespace tn3270 {

// What the terminal understands: colour and highlighting are left out for Basic ones.
enum class Attributes : std::uint8_t { Basic, Extended };

// The look and behaviour of one field.
struct FieldLook {
  Entry entry = Entry::Protected;
  Intensity intensity = Intensity::Normal;
  Color color = Color::Default;
  Highlight highlight = Highlight::Default;
  Mdt mdt = Mdt::Off;
  Color background = Color::Default;
};

// What a Modify Field changes; all else stays. The attribute is changed as a whole.
struct FieldChange {
  struct Attribute {
    Entry entry = Entry::Protected;
    Intensity intensity = Intensity::Normal;
    Mdt mdt = Mdt::Off;
  };
  std::optional<Attribute> attribute;
  std::optional<Color> color;
  std::optional<Highlight> highlight;
  std::optional<Color> background;
};

// How a record begins.
struct WriteKind {
  Command command = Command::EraseWrite;  // a Write, Erase/Write or Erase/Write Alternate
  Wcc wcc = Wcc::Restore | Wcc::ResetMdt;
};

// Builds one outbound record. It follows the buffer address, and every address and text must lie on
// the screen (VERIFY): a client answers others with operation check and drops the rest of the
// record (PROTOCOL 4.2). Text does not wrap.
class ScreenWriter {
 public:
  // `page` must outlive the writer.
  ScreenWriter(WriteKind kind, ScreenSize size, Attributes attributes, const CodePage& page);

  void move_to(Place place);          // SBA
  void field(const FieldLook& look);  // SF or SFE; takes one cell
  // MF; moves behind the attribute. REQUIRES: an attribute is at the current address. A Basic
  // terminal gets a SF in its place, or nothing if only its look would change.
  void modify_field(const FieldChange& change);
  // SA, for what follows in this record; Extended only.
  void color(Color color);
  void background(Color color);
  void highlight(Highlight highlight);
  void reset_attributes();
  void cursor();  // IC, at the current address
  // PT. The terminal looks for the field; `first` is where it finds one, behind the current
  // address, or 0 if there is none.
  void program_tab(BufferAddress first);
  void repeat_to(BufferAddress stop, char character);  // RA; ASCII; stop = cells(): to the end
  void repeat_graphic_to(BufferAddress stop, std::uint8_t code);  // the same of the APL set
  void clear_to(BufferAddress stop);                              // RA of nulls; the same
  void erase_to(BufferAddress stop);                              // EUA; stop = cells(): to the end
  // GE and a character of the APL set. REQUIRES: 40 to FE.
  void graphic(std::uint8_t code);
  // At most `most` cells and never beyond the row. Returns the cells written.
  std::size_t text(std::string_view utf8, std::size_t most);
  std::size_t text(std::string_view utf8);

  [[nodiscard]] BufferAddress address() const { return at_; }
  [[nodiscard]] const ByteBuffer& record() const { return record_; }
  [[nodiscard]] ByteBuffer take();

 private:
  void order(Order order);
  void pair(AttributeType type, std::uint8_t value);
  void set_attribute(AttributeType type, std::uint8_t value);
  void graphic_character(std::uint8_t code);
  void stop_address(BufferAddress stop);
  void advance(std::size_t cells);

  const CodePage& page_;
  ByteBuffer record_;
  BufferAddress at_ = 0;
  ScreenSize size_;
  Attributes attributes_;
};

// A record that is nothing but a command: Erase All Unprotected, or one of the three reads.
// Printers refuse reads.
[[nodiscard]] ByteBuffer command_record(Command command);

}  // namespace tn3270
