#pragma once

#include <cstddef>
#include <cstdint>
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

  void move_to(Place place);                           // SBA
  void field(const FieldLook& look);                   // SF or SFE; takes one cell
  void color(Color color);                             // SA, for what follows; Extended only
  void cursor();                                       // IC, at the current address
  void repeat_to(BufferAddress stop, char character);  // RA; ASCII; stop = cells(): to the end
  void erase_to(BufferAddress stop);                   // EUA; stop = cells(): to the end
  // At most `most` cells and never beyond the row. Returns the cells written.
  std::size_t text(std::string_view utf8, std::size_t most);
  std::size_t text(std::string_view utf8);

  [[nodiscard]] BufferAddress address() const { return at_; }
  [[nodiscard]] const ByteBuffer& record() const { return record_; }
  [[nodiscard]] ByteBuffer take();

 private:
  void order(Order order);
  void stop_address(BufferAddress stop);
  void advance(std::size_t cells);

  const CodePage& page_;
  ByteBuffer record_;
  BufferAddress at_ = 0;
  ScreenSize size_;
  Attributes attributes_;
};

}  // namespace tn3270
