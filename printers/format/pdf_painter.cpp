#include "printers/format/pdf_painter.h"

#include <algorithm>

#include "tn3270/datastream/utf8.h"

namespace printers {
namespace {

// Of the font's size: what lies below the base line, and all of a character's height.
constexpr double kDescent = 0.236;
constexpr double kExtent = 1.164;
constexpr double kStrokeBelow = 0.12;
constexpr double kStrokeWidth = 0.05;
constexpr double kPercent = 100;
constexpr double kStretchAtMost = 3;  // libharu's limit; what is missing of a cell is space
// More blanks than this are cheaper to jump over; and a string of the library has its limit.
constexpr std::size_t kBlanksDrawn = 6;
constexpr std::size_t kRunAtMost = 4096;

HPDF_REAL real(double value) {
  return static_cast<HPDF_REAL>(value);
}

bool blank(const Glyph& glyph) {
  return glyph.character <= U' ' || (glyph.character >= 0x7F && glyph.character <= 0xA0);
}

// What two layers have at one place, as paper shows it: a character that is printed over itself is
// bold, one with an underscore has one. True: nothing is left above.
bool merged(Glyph& below, const Glyph& above) {
  const Style style{below.style.bold || above.style.bold,
                    below.style.underscore || above.style.underscore};
  if (blank(below) || blank(above)) {
    return false;
  }
  if (below.character == above.character) {
    below.style = {true, style.underscore};
    return true;
  }
  if (below.character != U'_' && above.character != U'_') {
    return false;
  }
  below = below.character == U'_' ? above : below;
  below.style = {style.bold, true};
  return true;
}

// So that text comes back from the document once, and without underscores among it.
void merge(std::vector<Glyph>& below, std::vector<Glyph>& above) {
  const std::size_t common = std::min(below.size(), above.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (!below[i].wide && !above[i].wide && merged(below[i], above[i])) {
      above[i] = Glyph{};
    }
  }
}

}  // namespace

PdfPainter::PdfPainter(HPDF_Page page, const Sheet& sheet, PdfFonts& fonts)
    : page_(page), sheet_(sheet), fonts_(fonts) {
  const double advance = kFontAdvance * sheet_.size;
  const double stretch = std::min(sheet_.cell / advance, kStretchAtMost);
  usual_percent_ = kPercent * stretch;
  HPDF_Page_BeginText(page_);
  if (stretch == kStretchAtMost) {
    HPDF_Page_SetCharSpace(page_, real(sheet_.cell / stretch - advance));
  }
}

double PdfPainter::x_of(std::size_t column) const {
  return sheet_.left + static_cast<double>(column) * sheet_.cell;
}

void PdfPainter::set_font(HPDF_Font font, double percent) {
  if (font_ != font) {
    HPDF_Page_SetFontAndSize(page_, font, real(sheet_.size));
    font_ = font;
  }
  if (percent_ != percent) {
    HPDF_Page_SetHorizontalScalling(page_, real(percent));
    percent_ = percent;
  }
}

void PdfPainter::flush() {
  if (run_.empty()) {
    return;
  }
  set_font(run_font_, usual_percent_);
  HPDF_Page_SetTextMatrix(page_, 1, 0, 0, 1, real(x_of(run_column_)), real(baseline_));
  HPDF_Page_ShowText(page_, run_.c_str());
  run_.clear();
}

// A character of another font, made to fill its cells if it is wider than they are, else centred.
void PdfPainter::alone(std::size_t column, const Glyph& glyph, const PdfFonts::Face& face,
                       char32_t character) {
  const double room = sheet_.cell * (glyph.wide ? 2 : 1);
  const double advance = PdfFonts::advance(face, character) * sheet_.size;
  const double stretch = std::min(1.0, advance > 0 ? room / advance : 1.0);
  set_font(face.font, kPercent * stretch);
  const double x = x_of(column) + (room - advance * stretch) / 2;
  HPDF_Page_SetTextMatrix(page_, 1, 0, 0, 1, real(x), real(baseline_));
  std::string text;
  tn3270::append_character(character, text);
  HPDF_Page_ShowText(page_, text.c_str());
}

void PdfPainter::glyph(std::size_t column, const Glyph& glyph) {
  char32_t character = glyph.character;
  const PdfFonts::Face* face = fonts_.face(character, glyph.style.bold);
  if (face == nullptr) {
    ++unprintable_;
    character = tn3270::kReplacement;
    face = fonts_.face(character, glyph.style.bold);
  }
  if (face == nullptr) {
    return;
  }
  if (!face->usual || glyph.wide) {
    flush();
    alone(column, glyph, *face, character);
    return;
  }
  const std::size_t gap = run_.empty() ? 0 : column - (run_column_ + run_length_);
  if (face->font != run_font_ || gap > kBlanksDrawn || run_.size() > kRunAtMost) {
    flush();
  }
  if (run_.empty()) {
    run_font_ = face->font;
    run_column_ = column;
    run_length_ = 0;
  } else {
    run_.append(gap, ' ');
  }
  tn3270::append_character(character, run_);
  run_length_ = column - run_column_ + 1;
}

void PdfPainter::layer(std::size_t row, const std::vector<Glyph>& glyphs) {
  baseline_ = sheet_.height - sheet_.top - static_cast<double>(row + 1) * sheet_.pitch +
              (sheet_.pitch - kExtent * sheet_.size) / 2 + kDescent * sheet_.size;
  for (std::size_t column = 0; column < glyphs.size(); ++column) {
    if (!blank(glyphs[column])) {
      glyph(column, glyphs[column]);
    }
    column += glyphs[column].wide ? 1 : 0;
  }
  flush();
  underscores(row, glyphs);
}

void PdfPainter::underscores(std::size_t row, const std::vector<Glyph>& glyphs) {
  std::size_t begin = 0;
  for (std::size_t column = 0; column <= glyphs.size(); ++column) {
    if (column == glyphs.size() || !glyphs[column].style.underscore) {
      if (column > begin) {
        strokes_.push_back({row, begin, column});
      }
      begin = column + 1;
    }
  }
}

void PdfPainter::line(std::size_t row, const Line& line) {
  if (line.overstrikes.empty()) {
    layer(row, line.glyphs);
    return;
  }
  std::vector<std::vector<Glyph>> layers{line.glyphs};
  for (const std::vector<Glyph>& overstrike : line.overstrikes) {
    layers.push_back(overstrike);
    for (std::size_t below = 0; below + 1 < layers.size(); ++below) {
      merge(layers[below], layers.back());
    }
  }
  for (const std::vector<Glyph>& glyphs : layers) {
    layer(row, glyphs);
  }
}

void PdfPainter::end() {
  HPDF_Page_EndText(page_);
  if (strokes_.empty()) {
    return;
  }
  HPDF_Page_SetLineWidth(page_, real(kStrokeWidth * sheet_.size));
  for (const Stroke& stroke : strokes_) {
    const double bottom =
        sheet_.height - sheet_.top - static_cast<double>(stroke.row + 1) * sheet_.pitch;
    const double y = bottom + (sheet_.pitch - kExtent * sheet_.size) / 2 +
                     (kDescent - kStrokeBelow) * sheet_.size;
    HPDF_Page_MoveTo(page_, real(x_of(stroke.begin)), real(y));
    HPDF_Page_LineTo(page_, real(x_of(stroke.end)), real(y));
    HPDF_Page_Stroke(page_);
  }
}

}  // namespace printers
