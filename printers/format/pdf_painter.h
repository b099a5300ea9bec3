#pragma once

#include <hpdf.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "printers/format/page.h"
#include "printers/format/pdf_fonts.h"
#include "printers/format/pdf_sheet.h"

namespace printers {

// Draws lines on one sheet: text first, its underscores at the end.
class PdfPainter {
 public:
  // All outlive it.
  PdfPainter(HPDF_Page page, const Sheet& sheet, PdfFonts& fonts);

  // `row`: from 0, below Sheet::lines. A character that is printed over itself becomes bold, and
  // one with an underscore underscored, as they did on paper; other overstrikes are drawn over each
  // other.
  void line(std::size_t row, const Line& line);
  // Nothing more is drawn.
  void end();

  // Characters that no font has, drawn as U+FFFD.
  [[nodiscard]] std::uint64_t unprintable() const { return unprintable_; }

 private:
  void layer(std::size_t row, const std::vector<Glyph>& glyphs);
  void glyph(std::size_t column, const Glyph& glyph);
  void underscores(std::size_t row, const std::vector<Glyph>& glyphs);
  void alone(std::size_t column, const Glyph& glyph, const PdfFonts::Face& face,
             char32_t character);
  void flush();
  void set_font(HPDF_Font font, double percent);
  [[nodiscard]] double x_of(std::size_t column) const;

  struct Stroke {
    std::size_t row;
    std::size_t begin;  // columns
    std::size_t end;
  };

  HPDF_Page page_;
  const Sheet& sheet_;
  PdfFonts& fonts_;
  double baseline_ = 0;
  HPDF_Font font_ = nullptr;  // that the page has now
  double percent_ = 0;
  double usual_percent_ = 0;
  // Characters of the usual font that follow each other.
  HPDF_Font run_font_ = nullptr;
  std::size_t run_column_ = 0;
  std::size_t run_length_ = 0;  // cells
  std::string run_{};
  std::vector<Stroke> strokes_{};
  std::uint64_t unprintable_ = 0;
};

}  // namespace printers
