#pragma once

#include <cstdint>
#include <string>

#include "printers/format/characters.h"
#include "printers/format/page_builder.h"
#include "printers/format/remarks.h"
#include "printers/format/scs_splitter.h"
#include "tn3270/datastream/bytes.h"

namespace printers {

// SCS (LU1) onto pages, as a 3287 and the emulators that took its place print it (PROTOCOL 5.3).
// Codes and formats go on from one piece to the next; they begin anew with every job.
//
// An unknown code prints nothing: it is skipped, by its count or as one byte, and remarked with its
// offset. The code pages here have single bytes, so DBCS text leaves blanks of its width.
class ScsReader : private ScsHandler {
 public:
  // All of them outlive it.
  ScsReader(const Characters& characters, PageBuilder& page, Remarks& remarks)
      : characters_(characters), page_(page), remarks_(remarks) {}

  void feed(tn3270::Bytes piece) { splitter_.feed(piece, *this); }
  void finish();  // the end of the job

 private:
  void text(tn3270::Bytes characters) override;
  void code(tn3270::Bytes whole, std::uint64_t offset) override;

  void move(Scs code, std::uint64_t offset);
  bool move_on_page(Scs code);
  void print(char32_t character);
  void set_attribute(std::uint8_t type, std::uint8_t value, std::uint64_t offset);
  void position(std::uint8_t function, std::uint8_t value, std::uint64_t offset);
  void vertical_channel(std::uint8_t number, std::uint64_t offset);
  void format(tn3270::Bytes whole, std::uint64_t offset);
  void horizontal_format(tn3270::Bytes parameters, std::uint64_t offset);
  void vertical_format(tn3270::Bytes parameters, std::uint64_t offset);
  void line_density(tn3270::Bytes parameters);
  void fonts(tn3270::Bytes parameters, std::uint64_t offset);
  void page_setup(tn3270::Bytes parameters, std::uint64_t offset);
  void strokes(tn3270::Bytes parameters, std::uint64_t offset);
  void unknown(const std::string& what, std::uint64_t offset);
  [[nodiscard]] Style style() const;

  const Characters& characters_;
  PageBuilder& page_;
  Remarks& remarks_;
  ScsSplitter splitter_;
  Style attribute_;           // of SA
  bool underscore_ = false;   // of BUS
  bool graphic_ = false;      // SA's character set: the APL one
  bool inhibited_ = false;    // INP
  bool double_byte_ = false;  // SO
};

}  // namespace printers
