#include "printers/format/text_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/printers_format/printing.h"

namespace printers {
namespace {

using namespace std::string_literals;
using testing::IsEmpty;

// --- what a printer gets, byte for byte

TEST(TextForAPrinter, EveryLineEndsWithCarriageReturnAndLineFeed) {
  EXPECT_EQ(print(direct(), {text("one\ntwo\n")}).text, "one\r\ntwo\r\n\f");
}

TEST(TextForAPrinter, IsEjectedOnceByOneFormFeed) {
  EXPECT_EQ(print(direct(), {text("one")}).text, "one\r\n\f");
  EXPECT_EQ(print(direct(), {text("one\n\f")}).text, "one\r\n\f");
  EXPECT_EQ(print(direct(), {text("one\n\f\f\n")}).text, "one\r\n\f");
  EXPECT_EQ(print(direct(), {scs("'ONE' 15 0C")}).text, "ONE\r\n\f");
  EXPECT_EQ(print(direct(), {data("F1 C8 'ONE' 15 0C 19")}).text, "ONE\r\n\f");
}

TEST(TextForAPrinter, BeginsWithNoBlankPage) {
  EXPECT_EQ(print(direct(), {scs("0C 'ONE' 15 0C 'TWO'")}).text, "ONE\r\n\fTWO\r\n\f");
}

TEST(TextForAPrinter, IsNotCutAtColumn80) {
  const std::string line(132, 'X');
  EXPECT_EQ(print(direct(), {text(line + "\n")}).text, line + "\r\n\f");
  EXPECT_EQ(print(direct(), {text(line + "Y\n")}).text, line + "\r\nY\r\n\f");
}

TEST(TextForAPrinter, LongReportsHaveNoFormFeedsOfOurs) {
  std::string lines;
  std::string expected;
  for (int i = 0; i < 200; ++i) {
    lines += "x\n";
    expected += "x\r\n";
  }
  const Printed printed = print(direct(), {text(lines)});
  EXPECT_EQ(printed.text, expected + "\f");
  EXPECT_EQ(printed.report.pages, 4U);  // of 66 lines
}

TEST(TextForAPrinter, HasThePrefixAndSuffixOfAPreset) {
  config::FormatSettings settings = direct();
  settings.prefix =
      "\x1B"
      "E\x1B&l1o5.45C\x1B(s0p16.66H";
  settings.suffix =
      "\x1B"
      "E";
  const std::string line(132, '8');
  EXPECT_EQ(print(settings, {text(line)}).text,
            settings.prefix + line + "\r\n\f" + settings.suffix);
}

TEST(TextForAPrinter, AJobWithoutAnythingToSeeHasNoBytes) {
  config::FormatSettings settings = direct();
  settings.prefix = "P";
  settings.suffix = "S";
  EXPECT_EQ(print(settings, {}).text, "");
  EXPECT_EQ(print(settings, {text("\n\f  ")}).text, "");
}

// --- the settings

TEST(TextOutput, FormFeedsBeforeInsteadOfBehind) {
  config::FormatSettings settings = direct();
  settings.form_feed = config::FormFeed::Before;
  EXPECT_EQ(print(settings, {text("one\n\ftwo\n\f")}).text, "\fone\r\n\ftwo\r\n");
}

TEST(TextOutput, WithoutFormFeedsThoseOfTheJobStay) {
  EXPECT_EQ(print(bare(), {text("one\n\ftwo\n")}).text, "one\n\ftwo\n");
}

TEST(TextOutput, LineEndsAreTheSettings) {
  config::FormatSettings settings = bare();
  settings.line_end = config::LineEnd::Cr;
  EXPECT_EQ(print(settings, {text("a\nb")}).text, "a\rb\r");
  settings.line_end = config::LineEnd::Lf;
  EXPECT_EQ(print(settings, {text("a\nb")}).text, "a\nb\n");
}

TEST(TextOutput, StrikesTwiceWhereALineEndsWithCarriageReturnAndLineFeed) {
  EXPECT_EQ(print(direct(), {scs("'ABC' 0D '  _' 15")}).text, "ABC\r  _\r\n\f");
}

TEST(TextOutput, ElsewhereTheLastCharacterStaysAndAnUnderscoreHidesNothing) {
  EXPECT_EQ(print(bare(), {scs("'ABC' 0D '__X_' 15")}).text, "ABX_\n");
}

TEST(TextOutput, CharactersThatTheCharsetHasNotAreCounted) {
  config::FormatSettings settings = direct();
  const Printed printed = print(settings, {text("a\u00E9\u20AC\u250C\n")});
  EXPECT_EQ(printed.text, "a\xE9??\r\n\f");
  EXPECT_EQ(printed.report.unprintable, 2U);
  settings.charset = "UTF-8";
  EXPECT_EQ(print(settings, {text("\u20AC\n")}).text, "\u20AC\r\n\f");
  settings.charset = "ASCII//TRANSLIT";
  EXPECT_EQ(print(settings, {text("\u20AC\n")}).text, "EUR\r\n\f");
}

TEST(TextOutput, ACharsetThatIconvHasNotIsRefused) {
  config::FormatSettings settings;
  settings.charset = "KLINGON";
  StringSink sink;
  const auto made = make_formatter(settings, {}, *tn3270::cp037(), {}, sink);
  ASSERT_TRUE(std::holds_alternative<std::string>(made));
  EXPECT_EQ(std::get<std::string>(made),
            "iconv has no charset KLINGON; iconv -l lists those that it has");
}

TEST(TextOutput, LeavesTransparentDataAsItIsInItsPlace) {
  EXPECT_EQ(print(direct(), {scs("'AB' 35 03 1B0A15 'CD' 35 01 FF 15 'E' 05 05 35 01 07")}).text,
            "AB\x1B\x0A\x15"
            "CD\xFF\r\nE  \x07\r\n\f");
}

// A label in the printer's own language, sent by TRN: nothing may be added to it.
TEST(TextOutput, AJobOfTransparentDataAloneIsThatAlone) {
  EXPECT_EQ(print(direct(), {scs("35 04 5E58415E 35 03 5E585A")}).text, "^XA^^XZ");
}

TEST(TextOutput, LongTransparentDataIsNotBroken) {
  tn3270::ByteBuffer job = ebcdic("'AB'");
  for (int i = 0; i < 9000; ++i) {
    job.push_back(0x35);
    job.push_back(0xFF);
    job.insert(job.end(), 255, 0x01);
  }
  const auto rest = ebcdic("'C' 15");
  job.insert(job.end(), rest.begin(), rest.end());
  EXPECT_EQ(print(direct(), {{PieceKind::Scs, job}}).text,
            "AB" + std::string(std::size_t{9000} * 255, '\x01') + "C\r\n\f");
}

TEST(TextOutput, StopsWhenTheSinkTakesNoMore) {
  StringSink sink(10);
  auto made = make_formatter(direct(), {}, *tn3270::cp037(), {}, sink);
  auto& formatter = *std::get<0>(made);
  const tn3270::ByteBuffer page(std::size_t{200} << 10U, 'x');
  EXPECT_FALSE(formatter.piece(PieceKind::Text, page));
  EXPECT_EQ(formatter.finish().failure, kNoMore);
}

// --- banner

TEST(Banner, ComesBeforeTheFirstPageAndIsNotCounted) {
  config::FormatSettings settings = direct();
  settings.banner = true;
  settings.prefix = "<";
  StringSink sink;
  const JobTitle title{7, "PAYROLL", "P001", "CICS", "", "2026-11-21 14:03:07 UTC"};
  auto made = make_formatter(settings, title, *tn3270::cp037(), {}, sink);
  auto& formatter = *std::get<0>(made);
  EXPECT_TRUE(formatter.piece(PieceKind::Text, text("one\n").bytes));
  EXPECT_EQ(formatter.finish().pages, 1U);
  EXPECT_EQ(sink.text,
            "<\r\n\r\n\r\n"
            "        Job          7\r\n\r\n"
            "        Name         PAYROLL\r\n\r\n"
            "        Printer      P001\r\n\r\n"
            "        Application  CICS\r\n\r\n"
            "        At           2026-11-21 14:03:07 UTC\r\n\r\n"
            "\fone\r\n\f");
}

TEST(Banner, IsNotPrintedForAnEmptyJob) {
  config::FormatSettings settings = direct();
  settings.banner = true;
  EXPECT_THAT(print(settings, {}).text, IsEmpty());
}

}  // namespace
}  // namespace printers
