#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "printers/format/characters.h"
#include "printers/format/page_builder.h"
#include "printers/format/remarks.h"
#include "tn3270/datastream/outbound.h"
#include "tn3270/datastream/screen_model.h"
#include "tn3270/datastream/screen_size.h"

namespace printers {

// The buffer of a LU3 printer: 3270 records fill it, loads of it are printed (PROTOCOL 5.1, 5.2).
//
// When (Reading): at the end of a record whose WCC starts the printer; in the unformatted form at
// an EM too, wherever it comes, and when text reaches the buffer's end; before a command erases
// what was not printed yet; and at the end of the job. So nothing that was written is lost, as it
// is not in pr3287, and nothing is printed twice.
//
// What is left (Reading): an unformatted load is gone when it is printed, so that a shorter one
// behind it shows no rest of it. A formatted one stays, as the hardware keeps it, until it is
// erased: applications change a few fields and print again. A Write begins where the last one
// ended, and at the first cell behind a load.
//
// How: WCC 00 is unformatted, NL, CR, FF and EM act and nulls between text are blanks; with 40, 64
// and 80 columns the rows of the buffer are printed, of the codes only FF acts, and rows with
// nothing but nulls, attributes and hidden fields are left out.
class PrintBuffer {
 public:
  // The references outlive it. `sizes` of no cells are those of a model 2.
  PrintBuffer(tn3270::ScreenSizes sizes, const Characters& characters, PageBuilder& page,
              Remarks& remarks);

  void record(tn3270::Bytes record);
  void finish();  // no more records, or pieces of another kind follow

 private:
  class Orders;
  struct Shown;

  void write(const tn3270::OutboundHead& head);
  void structured_fields(tn3270::Bytes fields);
  void erase(tn3270::ScreenSize size);
  void erase_unprotected();
  void take_code(std::uint8_t code, const tn3270::Look& look);
  void put(const tn3270::Cell& cell);
  [[nodiscard]] std::size_t after(std::size_t address) const;
  void reach(std::size_t address);

  void print();
  void print_text();
  bool print_cell(const tn3270::Cell& cell, const Shown& shown);
  void print_character(const tn3270::Cell& cell, const Shown& shown);
  void print_rows();
  void print_row(std::size_t begin, std::size_t end, const tn3270::Cell* field);
  [[nodiscard]] const tn3270::Cell* last_field() const;
  void fault(tn3270::OutboundFault fault, std::size_t offset);

  tn3270::ScreenSizes sizes_;
  const Characters& characters_;
  PageBuilder& page_;
  Remarks& remarks_;
  std::vector<tn3270::Cell> cells_;
  std::size_t at_ = 0;
  std::size_t columns_ = 0;  // of the WCC; 0: unformatted
  std::uint64_t records_ = 0;
  bool written_ = false;      // since it was printed
  bool double_byte_ = false;  // behind a SO, while it is printed
};

}  // namespace printers
