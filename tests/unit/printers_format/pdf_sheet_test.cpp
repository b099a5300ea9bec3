#include "printers/format/pdf_sheet.h"

#include <gtest/gtest.h>

namespace printers {
namespace {

using config::FormatSettings;
using config::Orientation;
using config::Paper;

constexpr double kMargin = 24;

SheetText text_of(std::size_t columns, std::size_t lines = 0) {
  SheetText text;
  text.columns = columns;
  text.lines = lines;
  return text;
}

TEST(PdfSheet, IsLandscapeBeyondEightyColumns) {
  const FormatSettings settings;
  EXPECT_LT(sheet_for(settings, text_of(80)).width, sheet_for(settings, text_of(80)).height);
  EXPECT_GT(sheet_for(settings, text_of(81)).width, sheet_for(settings, text_of(81)).height);
}

TEST(PdfSheet, IsAsTheSettingsHaveItWhateverTheColumns) {
  FormatSettings settings;
  settings.orientation = Orientation::Portrait;
  settings.paper = Paper::Letter;
  EXPECT_EQ(sheet_for(settings, text_of(132)).width, 612);
  settings.orientation = Orientation::Landscape;
  EXPECT_EQ(sheet_for(settings, text_of(40)).width, 792);
}

TEST(PdfSheet, HoldsAListingOf132ColumnsAnd66Lines) {
  for (const Paper paper : {Paper::A4, Paper::Letter}) {
    for (const Orientation orientation : {Orientation::Automatic, Orientation::Portrait}) {
      FormatSettings settings;
      settings.paper = paper;
      settings.orientation = orientation;
      const Sheet sheet = sheet_for(settings, text_of(132));
      EXPECT_GE(sheet.lines, 66U);
      EXPECT_LE(sheet.left + 132 * sheet.cell, sheet.width - kMargin + 0.001);
      EXPECT_LE(sheet.top + 66 * sheet.pitch, sheet.height - kMargin + 0.001);
      EXPECT_LE(sheet.size * kFontAdvance, sheet.cell + 0.001);
      EXPECT_LE(sheet.size, sheet.pitch);
    }
  }
}

TEST(PdfSheet, FillsTheWidthOfPaperWithAListing) {
  const Sheet sheet = sheet_for(FormatSettings{}, text_of(132));
  EXPECT_GT(132 * sheet.cell, 0.95 * (sheet.width - 2 * kMargin));
}

TEST(PdfSheet, IsNotLargerThanAPrintersOwnCharacters) {
  FormatSettings settings;
  settings.lines = 10;
  const Sheet sheet = sheet_for(settings, text_of(20, 5));
  EXPECT_DOUBLE_EQ(sheet.cell, 7.2);
  EXPECT_DOUBLE_EQ(sheet.pitch, 12);
}

TEST(PdfSheet, TakesTheJobsDensityBeforeTheSettings) {
  FormatSettings settings;
  settings.cpi = 12;
  settings.lpi = 9;
  SheetText text = text_of(80, 20);
  text.widest = 40;
  EXPECT_DOUBLE_EQ(sheet_for(settings, text).cell, 6);
  EXPECT_DOUBLE_EQ(sheet_for(settings, text).pitch, 8);
  text.cpi = 10;
  text.lpi = 8;
  EXPECT_DOUBLE_EQ(sheet_for(settings, text).cell, 7.2);
  EXPECT_DOUBLE_EQ(sheet_for(settings, text).pitch, 9);
}

TEST(PdfSheet, BecomesDenserRatherThanLoseWhatIsWritten) {
  FormatSettings settings;
  settings.cpi = 10;
  settings.lpi = 6;
  SheetText text = text_of(132, 66);
  text.widest = 132;
  const Sheet sheet = sheet_for(settings, text);
  EXPECT_LE(132 * sheet.cell, sheet.width - 2 * kMargin + 0.001);
  EXPECT_GE(sheet.lines, 66U);
}

TEST(PdfSheet, GoesOnOnTheNextSheetBelowFourPoints) {
  const Sheet sheet = sheet_for(FormatSettings{}, text_of(80, 5'000));
  EXPECT_DOUBLE_EQ(sheet.pitch, 4);
  EXPECT_EQ(sheet.lines, 198U);
}

TEST(PdfSheet, HasRoomForSomethingHoweverLittleIsSaid) {
  FormatSettings settings;
  settings.lines = 0;
  const Sheet sheet = sheet_for(settings, SheetText{});
  EXPECT_GT(sheet.cell, 0);
  EXPECT_GT(sheet.size, 0);
  EXPECT_GT(sheet.lines, 0U);
}

}  // namespace
}  // namespace printers
