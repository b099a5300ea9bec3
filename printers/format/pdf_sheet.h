#pragma once

#include <cstddef>

#include "config/settings.h"

namespace printers {

// What is to be put on paper. All of it only grows while a job goes on, so that its text does not
// change its size from page to page and back.
struct SheetText {
  std::size_t columns = 0;  // that the job may write
  std::size_t widest = 0;   // that it has written
  std::size_t lines = 0;    // of the longest page
  double cpi = 0;           // that the job asks for; 0: it does not say
  double lpi = 0;
};

// Where the cells of a page lie on paper, in points (72 an inch) from its upper left corner.
struct Sheet {
  double width = 0;
  double height = 0;
  double left = 0;  // of the first cell
  double top = 0;
  double cell = 0;   // width of a print position
  double pitch = 0;  // from line to line
  double size = 0;   // of the font
  std::size_t lines = 0;
};

// Margins are a third of an inch all around, which laser printers can print. Characters and lines
// an inch are the job's, else the settings', else 10 and 6; whatever they are, they become more
// where the page would not fit the paper otherwise: `columns` x `settings.lines` if nobody has
// asked, what is really written if somebody has. Below 4 points a line a page goes on on the next
// sheet. Without a word from settings it is landscape beyond 80 columns.
[[nodiscard]] Sheet sheet_for(const config::FormatSettings& settings, const SheetText& text);

// Width of one character of the font, of its size.
inline constexpr double kFontAdvance = 0.602;

}  // namespace printers
