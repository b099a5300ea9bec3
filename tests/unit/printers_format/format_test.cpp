#include "printers/format/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/printers_format/printing.h"

namespace printers {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::StartsWith;

// --- plain text

TEST(TextReader, TakesEveryLineEnd) {
  EXPECT_EQ(print(bare(), {text("a\nb\r\nc\rd\n")}).text, "a\nb\nd\n");
}

TEST(TextReader, TabsGoToTheNextColumnOfEight) {
  EXPECT_EQ(print(bare(), {text("a\tb\t\tc\n")}).text, "a       b               c\n");
}

TEST(TextReader, MalformedTextBecomesReplacements) {
  EXPECT_EQ(print(bare(), {text("a\xC3"
                                "b\xE2\x82\n\xF0\x9F")})
                .text,
            "a\uFFFD"
            "b\uFFFD\uFFFD\n\uFFFD\uFFFD\n");
}

TEST(TextReader, LeavesOutTheByteOrderMarkAndControlCharacters) {
  const Printed printed = print(bare(), {text("\uFEFF"
                                              "a\x1B[1m\x07 b\x1B\n")});
  EXPECT_EQ(printed.text, "a[1m b\n");
  EXPECT_THAT(printed.report.remarks, ElementsAre("control character 1B in text was left out",
                                                  "control character 07 in text was left out"));
}

TEST(TextReader, SaysTheSameByteByByte) {
  const std::string whole =
      "\uFEFF"
      "Gr\u00FC\u00DF\u20AC\U0001F600\r\n\xE2\x82\xC3\xA9\xF0\x9F!\f\xED\xA0\x80 end\xE2";
  const std::string once = print(bare(), {text(whole)}).text;
  std::vector<Piece> every;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    every.push_back(text(whole.substr(i, 1)));
    EXPECT_EQ(print(bare(), {text(whole.substr(0, i)), text(whole.substr(i))}).text, once) << i;
  }
  EXPECT_EQ(print(bare(), every).text, once);
}

// --- bytes, raw

TEST(Formatter, BytesPassThroughTextUntouched) {
  config::FormatSettings settings = direct();
  settings.prefix = "<";
  settings.suffix = ">";
  settings.banner = true;
  const std::string image("\x1B%-12345X\n\f\0\xFF", 13);
  EXPECT_EQ(print(settings, {bytes(image), bytes(image)}).text, "<" + image + image + ">");
}

TEST(Formatter, BytesBehindTextAreInTheirPlace) {
  EXPECT_EQ(print(bare(), {text("a\n"),
                           bytes("\x1B"
                                 "E"),
                           text("b\n")})
                .text,
            "a\n\x1B"
            "Eb\n");
}

TEST(Formatter, APieceOfAnotherKindEndsALoad) {
  EXPECT_EQ(print(bare(), {data("F1 C0 'A'"), text("b\n"), scs("'C' 15")}).text, "A\nb\nC\n");
}

config::FormatSettings raw() {
  config::FormatSettings settings;
  settings.output = config::PrintOutput::Raw;
  settings.prefix = "<";
  settings.suffix = ">";
  return settings;
}

TEST(RawOutput, PassesWhatItGets) {
  EXPECT_EQ(print(raw(), {bytes("a\0b"s), text("c\n")}).text, "<a\0bc\n>"s);
  EXPECT_EQ(print(raw(), {data("F1 C8 C1 19")}).text, "<\xF1\xC8\xC1\x19>");
  EXPECT_EQ(print(raw(), {scs("C1 15 2B C1"), scs("01 C2 0C")}).text,
            "<\xC1\x15\x2B\xC1\x01\xC2\x0C>");
}

TEST(RawOutput, OfScsWithTransparentDataOnlyThatPasses) {
  EXPECT_EQ(
      print(raw(), {scs("2B C1 01 C1 15 35"), scs("03 5E58"), scs("41 15 03 01 42 C2 0C")}).text,
      "<^XAB>");
}

TEST(RawOutput, AReportIsNotHeldUntilItsEnd) {
  StringSink sink;
  auto made = make_formatter(raw(), {}, *tn3270::cp037(), {}, sink);
  auto& formatter = *std::get<0>(made);
  EXPECT_TRUE(formatter.piece(PieceKind::Scs, tn3270::ByteBuffer(100'000, 0xC1)));
  EXPECT_EQ(sink.text.size(), 100'001U);
  EXPECT_TRUE(formatter.piece(PieceKind::Scs, ebcdic("35 01 41")));
  EXPECT_FALSE(formatter.finish().failure.has_value());
  EXPECT_TRUE(sink.text.ends_with("\xC1\x35\x01\x41>"));
}

TEST(RawOutput, AJobWithoutBytesHasNoneOfOurs) {
  EXPECT_EQ(print(raw(), {}).text, "");
}

// --- PDF

config::FormatSettings pdf() {
  config::FormatSettings settings;
  settings.output = config::PrintOutput::Pdf;
  return settings;
}

TEST(PdfOutput, IsMadeOfPagesBetweenPrefixAndSuffix) {
  config::FormatSettings settings = pdf();
  settings.prefix = "<";
  settings.suffix = ">";
  const Printed printed = print(settings, {scs("'A' 0C 'B' 35 02 1B45")});
  EXPECT_THAT(printed.text, StartsWith("<%PDF-"));
  EXPECT_EQ(printed.text.back(), '>');
  EXPECT_EQ(printed.report.pages, 2U);
  EXPECT_THAT(printed.report.remarks, ElementsAre("2 bytes for the printer alone were left out"));
}

TEST(PdfOutput, BytesPassWithoutADocument) {
  EXPECT_EQ(print(pdf(), {bytes("%PDF-1.7 already")}).text, "%PDF-1.7 already");
}

TEST(PdfOutput, BytesBehindPagesAreLeftOutAndRemarked) {
  const Printed printed = print(pdf(), {text("a\n"), bytes("x")});
  EXPECT_THAT(printed.text, StartsWith("%PDF-"));
  EXPECT_THAT(printed.report.remarks,
              ElementsAre("bytes for the printer alone, behind pages, were left out of the "
                          "document"));
}

// --- settings

TEST(FormatSettings, WhatIsEmptyIsOfTheTypeOfLu) {
  EXPECT_EQ(format_settings_of(config::LuType::Lpr, {}).charset, "ISO-8859-1");
  EXPECT_EQ(format_settings_of(config::LuType::Lpr, {}).line_end, config::LineEnd::CrLf);
  EXPECT_EQ(format_settings_of(config::LuType::Ftp, {}).charset, "UTF-8");
  EXPECT_EQ(format_settings_of(config::LuType::File, {}).line_end, config::LineEnd::Lf);
  config::FormatSettings said;
  said.charset = "CP850";
  said.line_end = config::LineEnd::Cr;
  EXPECT_EQ(format_settings_of(config::LuType::Direct, said).charset, "CP850");
  EXPECT_EQ(format_settings_of(config::LuType::Direct, said).line_end, config::LineEnd::Cr);
}

}  // namespace
}  // namespace printers
