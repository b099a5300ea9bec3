#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/screen_size.h"
#include "tn3270/datastream/screen_writer.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/screen.h"

// Screens of applications as 3270 records, and what users type into them as fields. Pure; called in
// the reactor of the LU.
namespace vtam {

// What a session's screens can be.
struct ScreenForm {
  tn3270::ScreenSizes sizes{};
  bool alternate = false;  // Erase/Write Alternate selects sizes.alternate
  tn3270::Attributes attributes = tn3270::Attributes::Basic;
  const tn3270::CodePage* page = nullptr;  // never null
};

// A field that input speaks of: what a session keeps of its screen.
struct NamedField {
  std::uint16_t address = 0;  // of the first data cell
  std::uint16_t length = 0;
  std::string name;
};

// What is on the terminal: the size in force, and the named fields in order of their addresses.
// Before the first screen, after Clear and when the terminal has lost its screen it is as here.
struct ShownScreen {
  tn3270::ScreenSize size{};
  std::vector<NamedField> fields{};
  std::vector<std::uint16_t> attributes{};  // every field's attribute cell, in order
  bool written = false;
};

// Which field a screen can't have, and why: nothing was written.
struct FieldFault {
  std::string rule;  // "OFF-SCREEN", "TOO-LONG", "NO-LENGTH", "OVERLAP", "TWICE", "SKIP", "CURSOR",
                     // "SIZE", "UTF-8", "CONTROL", "UNMAPPABLE"
  std::string field;  // its name, or "row 3 column 10"; empty: the screen as a whole
  std::string why;    // a sentence for the programmer
};

// `send.erase`, or nothing is shown: the whole screen anew, and `shown` becomes this one; otherwise
// these fields are written over what is shown. On a fault `shown` is as it was.
[[nodiscard]] std::variant<tn3270::ByteBuffer, FieldFault> write_screen(const SendScreen& send,
                                                                        const ScreenForm& form,
                                                                        ShownScreen& shown);

// What a key has brought. Blanks at the end of a text are left out.
[[nodiscard]] UserInput read_input(const tn3270::Inbound& input, const ShownScreen& shown,
                                   const tn3270::CodePage& page);

// Text for a printer as RUs of one job or a part of one: SCS for LU1, else 3270 writes that print
// (PROTOCOL 5.2), each within limits::kPrintRu. \n is a new line, \f a new page; other control
// characters are a fault, as is what the code page has not.
[[nodiscard]] std::variant<std::vector<tn3270::ByteBuffer>, FieldFault> write_print(
    std::string_view utf8, bool scs, const tn3270::CodePage& page);

}  // namespace vtam
