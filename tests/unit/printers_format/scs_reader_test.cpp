#include "printers/format/scs_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>

#include "tests/unit/printers_format/printing.h"

namespace printers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// What comes out of one piece of SCS.
class Scs3287 : public testing::Test {
 protected:
  std::vector<std::string> read(std::string_view words) {
    ScsReader reader(characters_, page_, remarks_);
    reader.feed(ebcdic(words));
    reader.finish();
    page_.finish();
    return pages_.rows();
  }

  PageList pages_;
  Remarks remarks_;
  Characters characters_{*tn3270::cp037()};
  PageBuilder page_{config::FormatSettings{}, TransparentData::Keep, pages_, remarks_};
};

TEST_F(Scs3287, PrintsLinesAndPages) {
  EXPECT_THAT(read("'ONE' 15 'TWO' 15 0C 'THREE'"), ElementsAre("ONE|TWO|F", "THREE|J"));
}

TEST_F(Scs3287, LineFeedKeepsTheColumnAndRecordSeparatorDoesNot) {
  EXPECT_THAT(read("'AB' 25 'C' 1E 'D'"), ElementsAre("AB|  C|D|J"));
}

TEST_F(Scs3287, PrintsOverAfterCarriageReturnAndBackspace) {
  EXPECT_THAT(read("'AB' 0D '__' 15 'O' 16 'X'"), ElementsAre("AB<__|O<X|J"));
}

TEST_F(Scs3287, TabsGoToTheStopsOfTheHorizontalFormat) {
  EXPECT_THAT(read("2B C1 06 50 01 50 05 09 'A' 05 'B' 05 'C' 05 'D'"),
              ElementsAre("A   B   C D|J"));
}

TEST_F(Scs3287, WithoutStopsATabIsOneBlank) {
  EXPECT_THAT(read("'A' 05 'B'"), ElementsAre("A B|J"));
}

TEST_F(Scs3287, LinesBeginAtTheLeftMarginAndEndAtTheMaximumPrintPosition) {
  EXPECT_THAT(read("2B C1 03 06 03 15 'ABCDEF' 0D 'X'"), ElementsAre("|  ABCD|  EF<  X|J"));
}

TEST_F(Scs3287, ACountOfOneBringsBackTheDefaultFormat) {
  EXPECT_THAT(read("2B C1 02 02 2B C1 01 'ABCD'"), ElementsAre("ABCD|J"));
}

TEST_F(Scs3287, TheBottomMarginEndsThePageAndTheTopMarginBeginsTheNext) {
  EXPECT_THAT(read("2B C2 04 06 02 03 'A' 15 'B' 15 'C'"), ElementsAre("|A|B|F", "|C|J"));
}

TEST_F(Scs3287, VerticalTabsAndChannelsGoToTheStopsOfTheVerticalFormat) {
  EXPECT_THAT(read("2B C2 06 0A 01 0A 03 05 'A' 0B 'B' 04 83 'C' 04 81 'D'"),
              ElementsAre("A|| B||  C|F", "D|J"));
}

TEST_F(Scs3287, ChannelsConsumeTheirNumber) {
  EXPECT_THAT(read("'A' 04 7A 'B' 04 C1 'C'"), ElementsAre("A| B|  C|J"));
  EXPECT_THAT(remarks_.take(), ElementsAre("VCS at offset 4 names no channel: C1"));
}

TEST_F(Scs3287, PositionsAreAbsoluteOrRelative) {
  EXPECT_THAT(read("34 C0 03 'A' 34 C8 02 'B' 34 4C 01 'C' 34 C4 05 'D'"),
              ElementsAre("  A  B|      C|||       D|J"));
}

TEST_F(Scs3287, AnAbsoluteLineAboveIsOnTheNextPage) {
  EXPECT_THAT(read("15 15 'A' 34 C4 02 34 C0 01 'B'"), ElementsAre("||A|F", "|B|J"));
}

TEST_F(Scs3287, IndentHoldsUntilRequiredNewLine) {
  EXPECT_THAT(read("2B C1 05 50 01 50 05 39 'A' 15 'B' 06 'C'"), ElementsAre("    A|    B|C|J"));
}

TEST_F(Scs3287, RequiredFormFeedEndsPageAndIndent) {
  EXPECT_THAT(read("2B C1 05 50 01 50 03 39 'A' 3A 'B'"), ElementsAre("  A|F", "B|J"));
}

TEST_F(Scs3287, InhibitedTextIsNotPrinted) {
  EXPECT_THAT(read("'A' 24 'SECRET' 15 14 'B'"), ElementsAre("A|B|J"));
}

TEST_F(Scs3287, AttributesAndUnderscoresBecomeStyles) {
  read("28 41 F8 'A' 28 41 F4 'B' 28 00 00 'C' 2B D4 02 0A 'D' 2B D4 02 0E 'E'");
  std::vector<std::string> styles;
  for (const Glyph& glyph : pages_.pages.at(0).lines.at(0).glyphs) {
    styles.push_back(std::string(glyph.style.bold ? "b" : "") +
                     (glyph.style.underscore ? "u" : ""));
  }
  EXPECT_THAT(styles, ElementsAre("b", "u", "", "u", ""));
}

TEST_F(Scs3287, DensitiesAreOfThePage) {
  read("2B C6 02 09 2B D2 04 29 00 0F 'A' 0C 2B C6 01 2B D2 04 29 00 10 'B'");
  ASSERT_EQ(pages_.pages.size(), 2U);
  EXPECT_DOUBLE_EQ(pages_.pages[0].lpi, 8);
  EXPECT_DOUBLE_EQ(pages_.pages[0].cpi, 15);
  EXPECT_DOUBLE_EQ(pages_.pages[1].lpi, 0);
  EXPECT_DOUBLE_EQ(pages_.pages[1].cpi, 16.7);
}

TEST_F(Scs3287, GraphicEscapesAndTheAplSetAreOfCodePage310) {
  read("08 C4 28 43 F1 C4 28 43 00 C4");
  const auto& glyphs = pages_.pages.at(0).lines.at(0).glyphs;
  ASSERT_EQ(glyphs.size(), 3U);
  EXPECT_EQ(glyphs[0].character, U'\u2514');
  EXPECT_EQ(glyphs[1].character, U'\u2514');
  EXPECT_EQ(glyphs[2].character, U'D');
}

TEST_F(Scs3287, TransparentDataHasItsPlaceAndItsCountDoesNotCountItself) {
  read("'AB' 35 03 1B 45 15 'C' 03 02 0C 19");
  const auto& page = pages_.pages.at(0);
  EXPECT_THAT(pages_.rows(), ElementsAre("ABC|J"));
  ASSERT_EQ(page.transparent.size(), 2U);
  EXPECT_EQ(page.transparent[0].column, 2U);
  EXPECT_EQ(page.transparent[0].bytes, (tn3270::ByteBuffer{0x1B, 0x45, 0x15}));
  EXPECT_EQ(page.transparent[1].column, 3U);
}

TEST_F(Scs3287, CodesWithoutMeaningForTextPrintNothing) {
  EXPECT_THAT(read("'A' 00 07 09 0A 19 1A 1C 1D 1F 23 2A 2F 33 36 38 2B C8 03 01 02 2B D1 03 81 01"
                   "2B D2 03 48 01 2B FD 02 03 2B FE 01 'B'"),
              ElementsAre("AB|J"));
  EXPECT_THAT(remarks_.take(), IsEmpty());
}

TEST_F(Scs3287, UnknownCodesAreSkippedByRuleAndRemarkedWithTheirOffset) {
  EXPECT_THAT(read("'AB' 17 'C' 2B E0 03 C1 C2 'D'"), ElementsAre("ABCD|J"));
  EXPECT_THAT(remarks_.take(), ElementsAre("unknown SCS code 17 at offset 2 was skipped",
                                           "unknown SCS code 2B E0 at offset 4 was skipped"));
}

TEST_F(Scs3287, ACountOfZeroIsRemarked) {
  EXPECT_THAT(read("2B C1 00 'A'"), ElementsAre("A|J"));
  EXPECT_THAT(remarks_.take(), ElementsAre("SCS code 2B C1 at offset 0 has a count of 0"));
}

TEST_F(Scs3287, MarginsThatDoNotFitAreRemarkedAndNotObeyed) {
  EXPECT_THAT(read("2B C1 03 05 09 2B C2 04 05 04 03 'A'"), ElementsAre("A|J"));
  EXPECT_THAT(remarks_.take(), ElementsAre("SHF at offset 0 has its left margin behind the line",
                                           "SVF at offset 5 has margins that do not fit the page"));
}

TEST_F(Scs3287, DoubleByteTextLeavesBlanksAndIsRemarkedOnce) {
  EXPECT_THAT(read("'A' 0E 42C1 42C2 0F 'B' 15 0E 42C1 15 'C'"), ElementsAre("A    B||C|J"));
  EXPECT_THAT(remarks_.take(),
              ElementsAre("DBCS text was left out: code page 037 has single bytes"));
}

TEST_F(Scs3287, AJobThatEndsWithinACodeIsRemarked) {
  EXPECT_THAT(read("'A' 2B C1 05 01"), ElementsAre("A|J"));
  EXPECT_THAT(remarks_.take(), ElementsAre("the job ends within SCS code 2B at offset 1"));
}

TEST_F(Scs3287, ASubstituteIsAHyphenAndRequiredSpaceABlank) {
  EXPECT_THAT(read("'A' 3F 41 'B'"), ElementsAre("A- B|J"));
}

// Everything above in one job.
constexpr std::string_view kEverything =
    "2B C1 06 50 01 50 05 09 2B C2 06 0A 02 09 03 05 'AB' 0D '__' 05 'C' 15 34 C0 03 'D' 34 4C 01"
    "35 05 1B 15 0C 2B 35 03 02 31 32 04 83 'E' 28 41 F4 'F' 28 00 00 08 C4 2B D4 02 0A 'G' 2B C9"
    "03 15 15 24 'X' 14 0E 42C1 42C2 0F 39 'I' 15 'J' 06 0B 'K' 16 'L' 17 2B D2 04 29 00 0C 0C 3F"
    "15 1E 25 'M' 2B C6 02 0C 0C 'N'";

Printed pieces_of(const tn3270::ByteBuffer& whole, const std::vector<std::size_t>& cuts) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  for (const std::size_t cut : cuts) {
    const auto begin = whole.begin() + static_cast<std::ptrdiff_t>(at);
    pieces.push_back({PieceKind::Scs, {begin, whole.begin() + static_cast<std::ptrdiff_t>(cut)}});
    at = cut;
  }
  pieces.push_back(
      {PieceKind::Scs, {whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end()}});
  return print(direct(), pieces);
}

TEST(ScsReader, SaysTheSameByteByByteAndCutAnywhere) {
  const tn3270::ByteBuffer whole = ebcdic(kEverything);
  const Printed once = pieces_of(whole, {});
  EXPECT_THAT(once.text, testing::HasSubstr("\x1B\x15\x0C\x2B\x35"));
  std::vector<std::size_t> every;
  for (std::size_t i = 1; i < whole.size(); ++i) {
    every.push_back(i);
    EXPECT_EQ(pieces_of(whole, {i}).text, once.text) << "cut at " << i;
  }
  EXPECT_EQ(pieces_of(whole, every).text, once.text);
  EXPECT_EQ(pieces_of(whole, every).report.remarks, once.report.remarks);
  std::mt19937 random(3287);
  for (int run = 0; run < 100; ++run) {
    std::vector<std::size_t> cuts;
    std::sample(every.begin(), every.end(), std::back_inserter(cuts), 1 + run % 20, random);
    EXPECT_EQ(pieces_of(whole, cuts).text, once.text) << "run " << run;
  }
}

}  // namespace
}  // namespace printers
