#pragma once

#include <cstdint>
#include <string_view>

#include "tn3270/datastream/screen_writer.h"
#include "vtam/program.h"

namespace vtam {

// How the screens of one session are written: kept by a program for its life.
struct Frame {
  tn3270::ScreenSize size;
  tn3270::Command erase = tn3270::Command::EraseWrite;
  tn3270::Attributes attributes = tn3270::Attributes::Basic;

  // The alternate size if the BIND allows it and it is the larger one.
  [[nodiscard]] static Frame of(const Logon& logon);
};

// What a text is for; each has one look on colour terminals and one on others.
enum class Role : std::uint8_t {
  Heading,
  Title,
  Label,
  Value,
  Name,
  Description,
  Input,
  HiddenInput,
  NumericInput,
  Info,
  Error,
  Keys
};
[[nodiscard]] tn3270::FieldLook look(Role role);

// One screen, written whole with the keyboard restored. A field's attribute stands in the cell
// before its text, so texts begin in column 2. What does not fit is cut, what lies beyond the
// screen is left out: a program's layout works on every size.
class Panel {
 public:
  // `page` must outlive the panel.
  Panel(const Frame& frame, const tn3270::CodePage& page);

  void put(tn3270::Place place, std::string_view text, Role role);
  void put_right(unsigned row, std::string_view text, Role role);
  void put_centred(unsigned row, std::string_view text, Role role);
  // An unprotected field of `width` cells, after which the cursor skips on.
  void input(tn3270::Place place, unsigned width, std::string_view text, Role role);
  // A sentence on `rows` rows, from `row` on.
  void message(unsigned row, unsigned rows, std::string_view sentence, Role role);
  void cursor(tn3270::Place place);

  [[nodiscard]] unsigned columns() const { return frame_.size.columns; }
  [[nodiscard]] tn3270::ByteBuffer finish() { return writer_.take(); }

 private:
  // False: not even one cell of text would be on the screen.
  [[nodiscard]] bool begin(tn3270::Place place, const tn3270::FieldLook& look);

  Frame frame_;
  tn3270::ScreenWriter writer_;
};

}  // namespace vtam
