#include "printers/format/pdf_sheet.h"

#include <algorithm>

namespace printers {
namespace {

constexpr double kPointsAnInch = 72;
constexpr double kMargin = 24;
constexpr double kUsualCpi = 10;
constexpr double kUsualLpi = 6;
constexpr double kLeastPitch = 4;  // as small as a loupe can read
constexpr std::size_t kPortraitColumns = 80;
// A character is drawn as wide as its cell; without a wish for characters an inch it is no wider
// than this, of its natural width.
constexpr double kStretchAtMost = 1.3;
// Of the font's size, from line to line: closer, and accents touch the line above.
constexpr double kLeading = 1.12;

struct Size {
  double width;
  double height;
};

Size paper_of(config::Paper paper) {
  switch (paper) {
    case config::Paper::Letter:
      return {612, 792};
    case config::Paper::A4:
      break;
  }
  return {595.276, 841.89};
}

bool landscape(const config::FormatSettings& settings, std::size_t columns) {
  return settings.orientation == config::Orientation::Landscape ||
         (settings.orientation == config::Orientation::Automatic && columns > kPortraitColumns);
}

// As wide as it is asked for, or less, so that `count` fit into `room`.
double fitted(double wished, double room, std::size_t count) {
  return std::min(wished, room / static_cast<double>(std::max<std::size_t>(count, 1)));
}

}  // namespace

Sheet sheet_for(const config::FormatSettings& settings, const SheetText& text) {
  Size paper = paper_of(settings.paper);
  if (landscape(settings, text.columns)) {
    std::swap(paper.width, paper.height);
  }
  const double room = paper.width - 2 * kMargin;
  const double height = paper.height - 2 * kMargin;
  const double cpi = text.cpi > 0 ? text.cpi : settings.cpi;
  const double lpi = text.lpi > 0 ? text.lpi : settings.lpi;

  Sheet sheet;
  sheet.width = paper.width;
  sheet.height = paper.height;
  sheet.left = kMargin;
  sheet.top = kMargin;
  sheet.pitch = lpi > 0 ? fitted(kPointsAnInch / lpi, height, text.lines)
                        : fitted(kPointsAnInch / kUsualLpi, height,
                                 std::max<std::size_t>(text.lines, settings.lines));
  sheet.pitch = std::max(sheet.pitch, kLeastPitch);
  sheet.cell = cpi > 0
                   ? fitted(kPointsAnInch / cpi, room, text.widest)
                   : fitted(kPointsAnInch / kUsualCpi, room, std::max(text.columns, text.widest));
  sheet.size = std::min(sheet.cell / kFontAdvance, sheet.pitch / kLeading);
  if (cpi <= 0) {
    sheet.cell = std::min(sheet.cell, sheet.size * kFontAdvance * kStretchAtMost);
  }
  // Rounding must not cost the last line.
  sheet.lines = std::max<std::size_t>(static_cast<std::size_t>(height / sheet.pitch + 1e-6), 1);
  return sheet;
}

}  // namespace printers
