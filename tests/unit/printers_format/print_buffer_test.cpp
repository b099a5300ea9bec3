#include "printers/format/print_buffer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/printers_format/printing.h"

namespace printers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A LU3 printer of 24x80, and 43x80 as alternate.
class Lu3 : public testing::Test {
 protected:
  void write(std::string_view words) { buffer_.record(ebcdic(words)); }
  std::vector<std::string> finish() {
    buffer_.finish();
    page_.finish();
    return pages_.rows();
  }

  PageList pages_;
  Remarks remarks_;
  Characters characters_{*tn3270::cp037()};
  PageBuilder page_{config::FormatSettings{}, TransparentData::Keep, pages_, remarks_};
  PrintBuffer buffer_{{{24, 80}, {43, 80}}, characters_, page_, remarks_};
};

// PROTOCOL 5.2: what z/OS CICS sends.
TEST_F(Lu3, PrintsTheStreamOfCics) {
  write("F1 C3");
  write("F1 C8 'FIRST PAGE' 15 'SECOND LINE' 15 15 0C 'SECOND PAGE' 15 19");
  write("F1 C3");
  write("F1 C8 'NEXT' 15 15 0C 19");
  EXPECT_THAT(finish(), ElementsAre("FIRST PAGE|SECOND LINE||F", "SECOND PAGE|NEXT||F"));
  EXPECT_THAT(remarks_.take(), IsEmpty());
}

TEST_F(Lu3, AnUnformattedLoadEndsItsLine) {
  write("F1 C8 'A' 15 'B' 19");
  write("F1 C8 'C' 0D '_' 19");
  write("F1 C8 'D'");
  EXPECT_THAT(finish(), ElementsAre("A|B|C<_|D|J"));
}

TEST_F(Lu3, AShorterLoadShowsNoRestOfTheOneBefore) {
  write("F1 C8 'LONG TEXT'");
  write("F1 C8 'A'");
  EXPECT_THAT(finish(), ElementsAre("LONG TEXT|A|J"));
}

TEST_F(Lu3, ALoadIsBuiltByManyWritesUntilThePrinterStarts) {
  write("F5 C0 'ONE '");
  write("F1 C0 'TWO '");
  EXPECT_THAT(pages_.pages, IsEmpty());
  write("F1 C8 'THREE'");
  EXPECT_THAT(finish(), ElementsAre("ONE TWO THREE|J"));
}

TEST_F(Lu3, NothingIsPrintedTwice) {
  write("F1 C0 'A' 19");
  write("F1 C8");
  write("F5 C8");
  EXPECT_THAT(finish(), ElementsAre("A|J"));
}

TEST_F(Lu3, WhatWasNotPrintedIsBeforeItIsErasedAndAtTheEndOfTheJob) {
  write("F5 C0 'A'");
  write("F5 C0 'B'");
  write("6F");
  write("F1 C0 'C'");
  EXPECT_THAT(finish(), ElementsAre("A|B|C|J"));
}

TEST_F(Lu3, TextBehindAnEndOfMediumIsALoadOfItsOwn) {
  write("F1 C8 'A' 15 'B' 19 'C' 19");
  EXPECT_THAT(finish(), ElementsAre("A|B|C|J"));
}

TEST_F(Lu3, UnformattedTextIsWrappedAtTheSettingsColumns) {
  write("F5 C8 3C 40 40 5C");  // RA to the beginning: the whole buffer
  const auto rows = finish();
  ASSERT_EQ(pages_.pages.size(), 1U);
  EXPECT_EQ(pages_.pages[0].lines.size(), 15U);  // 1,920 characters
  EXPECT_EQ(pages_.pages[0].lines[0].glyphs.size(), 132U);
}

TEST_F(Lu3, TextLongerThanTheBufferGoesOn) {
  std::string words = "F1 C8";
  for (int i = 0; i < 2000; ++i) {
    words += i == 1000 ? " 15" : " C1";
  }
  write(words + " 19");
  finish();
  std::size_t characters = 0;
  for (const Line& line : pages_.pages.at(0).lines) {
    characters += line.glyphs.size();
  }
  EXPECT_EQ(characters, 1999U);
}

TEST_F(Lu3, UnformattedGapsAreBlanks) {
  write("F5 C8 'A' 11 40 C5 'B' 00 'C'");
  EXPECT_THAT(finish(), ElementsAre("A    B C|J"));
}

TEST_F(Lu3, RowsAreAsLongAsTheWccSays) {
  write("F5 D8 'A' 11 40 E8 'B' 11 C1 50 'C'");  // cells 40 and 80
  EXPECT_THAT(finish(), ElementsAre("A|B|C|J"));
  EXPECT_EQ(pages_.pages.at(0).columns, 40U);
}

TEST_F(Lu3, RowsOfNullsAreLeftOutAndRowsOfBlanksAreNot) {
  write("F5 F8 'A' 11 C2 60 1D 60 'B' 11 C3 F0 40 11 C5 40 'C'");  // rows 3, 4, 5
  EXPECT_THAT(finish(), ElementsAre("A| B||C|J"));
}

TEST_F(Lu3, HiddenFieldsAreNotPrinted) {
  write("F5 F8 'USER' 1D 4C 'SECRET' 1D 60 'X' 11 C1 50 1D 4C 'ALONE'");
  EXPECT_THAT(finish(), ElementsAre("USER        X|J"));
}

TEST_F(Lu3, AFormattedLoadStaysForTheNextOne) {
  write("F5 F8 'NAME' 11 C1 50 'ONE'");
  write("F1 F8 11 C1 50 'TWO'");
  EXPECT_THAT(finish(), ElementsAre("NAME|ONE|NAME|TWO|J"));
}

TEST_F(Lu3, OfTheCodesOnlyFormFeedActsInRows) {
  write("F5 F8 'A' 15 'B' 19 11 C1 50 0C 11 C2 60 'C'");
  EXPECT_THAT(finish(), ElementsAre("A B|F", "C|J"));
}

TEST_F(Lu3, EraseWriteAlternateHasTheLargerBuffer) {
  write("7E F8 11 F4 60 'LAST'");  // row 43
  EXPECT_THAT(finish(), ElementsAre("LAST|J"));
  EXPECT_THAT(remarks_.take(), IsEmpty());
}

TEST_F(Lu3, AnAddressBeyondTheBufferIsRemarkedAndPrinted) {
  write("F5 F8 11 F4 60 'LAST' 11 F4 F0 'X'");
  EXPECT_THAT(finish(), ElementsAre("LAST            X|J"));
  EXPECT_THAT(remarks_.take(),
              ElementsAre("an address is beyond the 1920 cells of the printer's buffer, which was "
                          "made larger"));
}

TEST_F(Lu3, StylesAreOfFieldsAndCharacters) {
  write("F5 F8 1D E8 'B' 29 02 C0 60 41 F4 'U' 28 41 F8 'I' 28 41 00 'U'");
  finish();
  std::string styles;
  for (const Glyph& glyph : pages_.pages.at(0).lines.at(0).glyphs) {
    styles += glyph.style.bold ? 'b' : glyph.style.underscore ? 'u' : '-';
  }
  EXPECT_EQ(styles, "-b-ubu");
}

TEST_F(Lu3, GraphicEscapesAreOfCodePage310) {
  write("F5 C8 08 C5 3C 40 C3 08 A2 08 D5");
  std::u32string text;
  finish();
  for (const Glyph& glyph : pages_.pages.at(0).lines.at(0).glyphs) {
    text += glyph.character;
  }
  EXPECT_EQ(text, U"\u250C\u2500\u2500\u2510");
}

TEST_F(Lu3, EraseUnprotectedToAddressAndProgramTabKeepToTheirFields) {
  write("F5 C0 1D 60 'LABEL' 1D 40 'VALUE' 1D 60 'END'");
  write("F1 F8 11 40 40 12 40 5D 11 40 40 05 'NEW'");
  EXPECT_THAT(finish(), ElementsAre(" LABEL NEW   END|J"));
}

TEST_F(Lu3, StructuredFieldsThatWriteAreObeyed) {
  write("F3 00 09 40 00 F5 C8 'A' C2 19");
  write("F3 00 05 01 FF 02 00 04 03 80");  // a query and an erase
  EXPECT_THAT(finish(), ElementsAre("AB|J"));
  EXPECT_THAT(remarks_.take(), IsEmpty());
}

TEST_F(Lu3, FaultsAreRemarkedWithTheirPlaceAndWhatCameBeforeIsPrinted) {
  write("99");
  write("F1 C8 'AB' 29 05 C0");
  EXPECT_THAT(finish(), ElementsAre("AB|J"));
  EXPECT_THAT(remarks_.take(), ElementsAre("record 1 at offset 0: no command has that code",
                                           "record 2 at offset 4: an order is cut"));
}

TEST_F(Lu3, DoubleByteTextLeavesBlanksAndIsRemarkedOnce) {
  write("F1 C8 'A' 0E 42C1 0F 'B' 15 0E 42C1 15 'C' 19");
  EXPECT_THAT(finish(), ElementsAre("A    B||C|J"));
  EXPECT_EQ(remarks_.take().size(), 1U);
}

}  // namespace
}  // namespace printers
