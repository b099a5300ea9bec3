#include "printers/format/pdf_output.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "printers/format/pdf_fonts.h"
#include "printers/format/pdf_sheet.h"
#include "tests/unit/printers_format/pdf_reader.h"
#include "tn3270/datastream/utf8.h"

namespace printers {
namespace {

using config::FormatSettings;
using test_printers::KeptBytes;

std::vector<Glyph> glyphs(std::string_view text, Style style = {}) {
  std::vector<Glyph> result;
  while (!text.empty()) {
    result.push_back({tn3270::take_character(text), style, false});
  }
  return result;
}

Page page_of(const std::vector<std::string>& lines, std::uint16_t columns = 80) {
  Page page;
  page.columns = columns;
  page.end = PageEnd::FormFeed;
  for (const std::string& line : lines) {
    page.lines.push_back({glyphs(line), {}});
  }
  return page;
}

JobTitle title() {
  return {17, "PAYROLL", "PRT1", "CICSPROD", "", "2026-11-21 14:03:07 UTC"};
}

class PdfOutputTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(test_printers::has_poppler())
        << "pdftotext is missing: install poppler-utils (third_party/packages/test.txt)";
  }
  // The document of these pages; its output's facts in the members.
  std::string pdf(const std::vector<Page>& pages, const FormatSettings& settings = {}) {
    KeptBytes sink;
    auto made = make_pdf_output(settings, title(), sink);
    auto& output = std::get<std::unique_ptr<PdfOutput>>(made);
    for (const Page& page : pages) {
      EXPECT_TRUE(output->put(page));
    }
    EXPECT_EQ(output->finish(), std::nullopt);
    pages_ = output->pages();
    unprintable_ = output->unprintable();
    remarks_ = output->remarks();
    return sink.bytes();
  }
  std::uint32_t pages_ = 0;
  std::uint64_t unprintable_ = 0;
  std::vector<std::string> remarks_;
};

TEST_F(PdfOutputTest, GivesItsLinesBackAsText) {
  const std::vector<std::string> lines{
      "PAYROLL                    PAGE 1", "  NAME        AMOUNT   REMARK",
      "  MÜLLER    1.234,56 € ÄÖÜß (§ 5)", "  Łódź         99.00   ¬|¦{}[]\\^~"};
  const std::string document = pdf({page_of(lines)});
  SheetText text;
  text.columns = 80;
  EXPECT_EQ(test_printers::exact_lines_of(document, sheet_for({}, text).cell), lines);
  EXPECT_EQ(test_printers::pages_of(document),
            (std::vector<std::vector<std::string>>{{"PAYROLL PAGE 1", "NAME AMOUNT REMARK",
                                                    "MÜLLER 1.234,56 € ÄÖÜß (§ 5)",
                                                    "Łódź 99.00 ¬|¦{}[]\\^~"}}));
  EXPECT_EQ(pages_, 1U);
  EXPECT_EQ(unprintable_, 0U);
  EXPECT_EQ(remarks_, std::vector<std::string>{});
}

TEST_F(PdfOutputTest, GivesAFullListingBackAsText) {
  std::vector<std::string> lines;
  for (unsigned line = 0; line < 66; ++line) {
    std::string text;
    for (unsigned column = 0; column < 132; ++column) {
      text += static_cast<char>('!' + (column * 7 + line * 13) % 90);
    }
    lines.push_back(text);
  }
  const std::string document = pdf({page_of(lines, 132)});
  EXPECT_EQ(test_printers::pages_of(document), std::vector<std::vector<std::string>>{lines});
  EXPECT_EQ(test_printers::info_of(document, "Page size"), "841.89 x 595.276 pts (A4)");
}

TEST_F(PdfOutputTest, GivesTextBackAtEveryUsualDensity) {
  const std::vector<std::string> lines{"THE QUICK BROWN FOX", "JUMPS OVER THE LAZY DOG 0123456789"};
  for (const double cpi : {8.0, 10.0, 12.0, 15.0, 16.7, 20.0}) {
    for (const double lpi : {4.0, 6.0, 8.0, 12.0}) {
      Page page = page_of(lines);
      page.cpi = cpi;
      page.lpi = lpi;
      EXPECT_EQ(test_printers::pages_of(pdf({page})), std::vector<std::vector<std::string>>{lines})
          << cpi << " " << lpi;
    }
  }
}

TEST_F(PdfOutputTest, KeepsBlankPages) {
  pdf({page_of({"one"}), Page{}, page_of({"three"})});
  EXPECT_EQ(pages_, 3U);
}

TEST_F(PdfOutputTest, PutsNothingForAJobWithoutPages) {
  EXPECT_EQ(pdf({}), "");
  EXPECT_EQ(pages_, 0U);
}

TEST_F(PdfOutputTest, SaysWhatJobItWas) {
  const std::string document = pdf({page_of({"x"})});
  EXPECT_EQ(test_printers::info_of(document, "Title"), "PAYROLL");
  EXPECT_EQ(test_printers::info_of(document, "Author"), "CICSPROD");
  EXPECT_EQ(test_printers::info_of(document, "Subject"), "job 17 of PRT1");
  EXPECT_EQ(test_printers::info_of(document, "Creator"), "tn3270d");
  EXPECT_EQ(test_printers::info_of(document, "CreationDate"), "Sat Nov 21 14:03:07 2026 UTC");
}

TEST_F(PdfOutputTest, IsTheSameForTheSameJob) {
  const std::vector<Page> job{page_of({"alpha", "beta"}), page_of({"カナ"}, 132)};
  EXPECT_EQ(pdf(job), pdf(job));
}

TEST_F(PdfOutputTest, EmbedsWhatItNeedsAlone) {
  EXPECT_EQ(test_printers::fonts_of(pdf({page_of({"plain"})})).size(), 1U);
  Page page = page_of({"plain"});
  page.lines.push_back({glyphs("BOLD", {true, false}), {}});
  const std::string document = pdf({page});
  const std::vector<std::string> fonts = test_printers::fonts_of(document);
  ASSERT_EQ(fonts.size(), 2U);
  for (const std::string& font : fonts) {
    EXPECT_NE(font.find("DejaVuSansMono"), std::string::npos) << font;
    EXPECT_NE(font.find("yes yes yes"), std::string::npos) << font;  // embedded, subset, Unicode
  }
  EXPECT_LT(document.size(), 200'000U);
}

TEST_F(PdfOutputTest, TakesAnotherFontForWhatTheUsualOneHasNot) {
  const std::vector<std::string> lines{"ABC カタカナ XYZ", "ABC ก ข ฃ XYZ"};
  EXPECT_EQ(test_printers::pages_of(pdf({page_of(lines)})),
            std::vector<std::vector<std::string>>{lines});
  EXPECT_EQ(unprintable_, 0U);
}

TEST_F(PdfOutputTest, GivesATwoByteCharacterTwoCells) {
  Page page = page_of({"AB  CD", "ABCDEF"});
  page.lines[0].glyphs[2] = {U'漢', {}, true};
  const std::vector<std::vector<std::string>> pages = test_printers::pages_of(pdf({page}));
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0], (std::vector<std::string>{"AB 漢 CD", "ABCDEF"}));
}

TEST_F(PdfOutputTest, CountsWhatNoFontHas) {
  EXPECT_EQ(test_printers::pages_of(pdf({page_of({"a😀b"})})),
            (std::vector<std::vector<std::string>>{{"a\xEF\xBF\xBD"
                                                    "b"}}));
  EXPECT_EQ(unprintable_, 1U);
}

TEST_F(PdfOutputTest, DropsTransparentDataAndSaysSo) {
  Page page = page_of({"text"});
  page.transparent.push_back({0, 2, {0x1B, 0x45}});
  page.transparent.push_back({0, 3, {0x1B}});
  EXPECT_EQ(test_printers::pages_of(pdf({page})),
            (std::vector<std::vector<std::string>>{{"text"}}));
  EXPECT_EQ(remarks_, std::vector<std::string>{
                          "transparent data is not in a PDF: 3 bytes in 2 places were dropped"});
}

TEST_F(PdfOutputTest, JoinsALineThatWasPassedOnInParts) {
  Page first = page_of({"one", "two "});
  first.continued = true;
  Page second = page_of({"and a half", "three"});
  EXPECT_EQ(test_printers::pages_of(pdf({first, second})),
            (std::vector<std::vector<std::string>>{{"one", "two and a half", "three"}}));
  EXPECT_EQ(pages_, 1U);
  Page alone = page_of({"one"});
  alone.continued = true;
  EXPECT_EQ(test_printers::pages_of(pdf({alone})),
            (std::vector<std::vector<std::string>>{{"one"}}));
}

TEST_F(PdfOutputTest, GoesOnOnTheNextSheetWithAVeryLongPage) {
  std::vector<std::string> lines(500, "x");
  lines.back() = "the end";
  const auto pages = test_printers::pages_of(pdf({page_of(lines)}));
  EXPECT_EQ(pages_, 3U);
  ASSERT_EQ(pages.size(), 3U);
  EXPECT_EQ(pages.back().back(), "the end");
  EXPECT_EQ(pages[0].size() + pages[1].size() + pages[2].size(), 500U);
}

TEST_F(PdfOutputTest, DrawsBoldDarkerAndOverstrikesOverEachOther) {
  Page plain = page_of({"HHHHHHHHHH"});
  Page bold = page_of({});
  bold.lines.push_back({glyphs("HHHHHHHHHH", {true, false}), {}});
  Page twice = plain;
  twice.lines[0].overstrikes.push_back(glyphs("HHHHHHHHHH"));
  Page slashed = plain;
  slashed.lines[0].overstrikes.push_back(glyphs("//////////"));
  const auto ink = [this](const Page& page) {
    return test_printers::dark_dots(pdf({page}), {0, 0}, {200, 60});
  };
  const int once = ink(plain);
  EXPECT_GT(once, 100);
  EXPECT_GT(ink(bold), once);
  EXPECT_EQ(ink(twice), ink(bold));
  EXPECT_GT(ink(slashed), once);
}

TEST_F(PdfOutputTest, PrintsTextOnceThatWasPrintedOverItself) {
  Page page = page_of({"TOTAL  42"});
  page.lines[0].overstrikes.push_back(glyphs("TOTAL"));
  page.lines[0].overstrikes.push_back(glyphs("TOTAL"));
  EXPECT_EQ(test_printers::pages_of(pdf({page})),
            (std::vector<std::vector<std::string>>{{"TOTAL 42"}}));
}

TEST_F(PdfOutputTest, UnderscoresWhatIsPrintedOverAnUnderscore) {
  Page below = page_of({"TOTAL 42"});
  below.lines[0].overstrikes.push_back(glyphs("_____"));
  Page above = page_of({"_____"});
  above.lines[0].overstrikes.push_back(glyphs("TOTAL 42"));
  Page styled = page_of({"TOTAL 42"});
  for (std::size_t i = 0; i < 5; ++i) {
    styled.lines[0].glyphs[i].style.underscore = true;
  }
  const std::string document = pdf({styled});
  EXPECT_EQ(pdf({below}), document);
  EXPECT_EQ(test_printers::pages_of(document),
            (std::vector<std::vector<std::string>>{{"TOTAL 42"}}));
  EXPECT_EQ(test_printers::pages_of(pdf({above})),
            (std::vector<std::vector<std::string>>{{"TOTAL 42"}}));
  EXPECT_GT(test_printers::dark_dots(document, {0, 0}, {200, 60}),
            test_printers::dark_dots(pdf({page_of({"TOTAL 42"})}), {0, 0}, {200, 60}));
}

TEST_F(PdfOutputTest, UnderscoresBlanksToo) {
  Page page = page_of({});
  page.lines.push_back({std::vector<Glyph>(20, Glyph{U' ', {false, true}, false}), {}});
  FormatSettings settings;
  settings.lpi = 3;  // thick enough for a picture of 72 dots an inch
  settings.cpi = 5;
  const std::string document = pdf({page}, settings);
  EXPECT_GT(test_printers::dark_dots(document, {24, 24}, {24 + 288, 24 + 24}), 250);
  EXPECT_EQ(test_printers::dark_dots(document, {24 + 290, 0}, {595, 841}), 0);
}

TEST_F(PdfOutputTest, KeepsEverythingWithinTheMargins) {
  for (const std::uint16_t columns : {std::uint16_t{80}, std::uint16_t{132}}) {
    const std::string document =
        pdf({page_of(std::vector<std::string>(66, std::string(columns, 'M')), columns)});
    EXPECT_GT(test_printers::dark_dots(document, {0, 0}, {9999, 9999}), 10'000);
    EXPECT_EQ(test_printers::dark_dots(document, {0, 0}, {9999, 23}), 0);
    EXPECT_EQ(test_printers::dark_dots(document, {0, 0}, {23, 9999}), 0);
    const int width = columns == 80 ? 595 : 842;
    const int height = columns == 80 ? 842 : 595;
    EXPECT_EQ(test_printers::dark_dots(document, {width - 23, 0}, {9999, 9999}), 0);
    EXPECT_EQ(test_printers::dark_dots(document, {0, height - 23}, {9999, 9999}), 0);
  }
}

TEST(PdfOutput, EndsWhereTheSinkTakesNoMore) {
  KeptBytes sink(1'000);
  auto made = make_pdf_output({}, title(), sink);
  auto& output = std::get<std::unique_ptr<PdfOutput>>(made);
  ASSERT_TRUE(output->put(page_of({"text"})));
  EXPECT_EQ(output->finish(), "the document can't be stored: no more is taken");
}

TEST(PdfOutput, NamesThePackageOfAFontThatIsNotInstalled) {
  KeptBytes sink;
  const auto made = make_pdf_output({}, title(), sink, {"/nowhere"});
  ASSERT_TRUE(std::holds_alternative<std::string>(made));
  EXPECT_EQ(std::get<std::string>(made),
            "font DejaVuSansMono.ttf is not installed (package fonts-dejavu-core)");
}

// A folder of fonts that is gone when its test is.
class FontFolder {
 public:
  FontFolder() { std::filesystem::create_directory(path_); }
  ~FontFolder() { std::filesystem::remove_all(path_); }
  FontFolder(const FontFolder&) = delete;
  FontFolder& operator=(const FontFolder&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::string file() const { return (path_ / kPrintFont.name).string(); }

 private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("tn3270d-fonts-" + std::to_string(::getpid()));
};

TEST(PdfOutput, RemarksThatAnotherFontIsMissing) {
  const FontFolder folder;
  std::filesystem::copy_file(find_font(font_folders(), kPrintFont).value(), folder.file());
  KeptBytes sink;
  auto made = make_pdf_output({}, title(), sink, {folder.path()});
  auto& output = std::get<std::unique_ptr<PdfOutput>>(made);
  EXPECT_TRUE(output->put(page_of({"カ"})));
  EXPECT_EQ(output->finish(), std::nullopt);
  EXPECT_EQ(output->unprintable(), 1U);
  EXPECT_EQ(output->remarks(),
            (std::vector<std::string>{
                "font DejaVuSans.ttf is not installed (package fonts-dejavu-core)",
                "font unifont_sample.ttf is not installed (package fonts-unifont)"}));
}

TEST(PdfOutput, FailsInWordsWithADamagedFont) {
  const FontFolder folder;
  std::ifstream good(find_font(font_folders(), kPrintFont).value(), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(good)), {});
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{3}, std::size_t{100}, std::size_t{5'000}, bytes.size() / 2}) {
    std::ofstream(folder.file(), std::ios::binary) << bytes.substr(0, length);
    KeptBytes sink;
    auto made = make_pdf_output({}, title(), sink, {folder.path()});
    auto& output = std::get<std::unique_ptr<PdfOutput>>(made);
    const bool taken = output->put(page_of({"text"}));
    const std::optional<std::string> failure = output->finish();
    EXPECT_TRUE(failure.has_value()) << length;
    EXPECT_TRUE(taken || failure->find(folder.file()) != std::string::npos) << *failure;
    EXPECT_FALSE(output->put(page_of({"more"})));
    EXPECT_EQ(sink.bytes(), "");
  }
}

}  // namespace
}  // namespace printers
