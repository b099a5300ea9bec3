#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/escaped_bytes.h"
#include "tests/unit/config/json_reading.h"

namespace config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string file_with(const std::string& format) {
  return R"({"lus": [{"names": "X1", "type": "direct", "host": "h", "format": )" + format + "}]}";
}

FormatSettings format(const std::string& said) {
  const Draft draft = read(file_with(said));
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  return draft.config.servers.at(0).lus.at(0).delivery->format;
}

TEST(JsonFormat, EverySettingIsRead) {
  const FormatSettings said = format(R"({"output": "pdf", "charset": "CP850", "prefix": "\\eE",
    "suffix": "\u001bE\\x04", "line_end": "cr", "form_feed": "before", "overflow": "cut",
    "columns": 80, "lines": 60, "cpi": 12, "lpi": 7.5, "paper": "letter",
    "orientation": "landscape", "banner": true})");
  EXPECT_EQ(said.output, PrintOutput::Pdf);
  EXPECT_EQ(said.charset, "CP850");
  EXPECT_EQ(escape(said.prefix), R"(\eE)");
  EXPECT_EQ(escape(said.suffix), R"(\eE\x04)");
  EXPECT_EQ(said.line_end, LineEnd::Cr);
  EXPECT_EQ(said.form_feed, FormFeed::Before);
  EXPECT_EQ(said.overflow, Overflow::Cut);
  EXPECT_EQ(said.columns, 80);
  EXPECT_EQ(said.lines, 60);
  EXPECT_EQ(said.cpi, 12);
  EXPECT_EQ(said.lpi, 7.5);
  EXPECT_EQ(said.paper, Paper::Letter);
  EXPECT_EQ(said.orientation, Orientation::Landscape);
  EXPECT_TRUE(said.banner);
}

TEST(JsonFormat, WithoutAWordEverythingIsAsTheTypeHasIt) {
  const FormatSettings said = format("{}");
  EXPECT_EQ(said.charset, "");
  EXPECT_EQ(said.line_end, std::nullopt);
  EXPECT_EQ(said.prefix + said.suffix, "");
  EXPECT_EQ(said.columns, 132);
}

TEST(JsonFormat, APresetIsAroundWhatIsSaidBesideIt) {
  const FormatSettings plain = format(R"({"preset": "pcl-landscape-132"})");
  EXPECT_EQ(escape(plain.prefix), R"(\eE\e&l1O\e&l5.45C\e&l0L\e(0N\e(s0P\e(s16.67H)");
  EXPECT_EQ(escape(plain.suffix), R"(\eE)");
  EXPECT_EQ(plain.charset, "ISO-8859-1");
  EXPECT_EQ(plain.line_end, LineEnd::CrLf);
  EXPECT_EQ(plain.columns, 132);
  const FormatSettings more = format(
      R"({"preset": "pcl-portrait-80", "prefix": "\\e&l4H", "suffix": "\\e&l1T", "columns": 78,
          "charset": "CP1252"})");
  EXPECT_EQ(escape(more.prefix), R"(\eE\e&l0O\e&l7.27C\e&l0L\e(19U\e(s0P\e(s10.5H\e&l4H)");
  EXPECT_EQ(escape(more.suffix), R"(\e&l1T\eE)");
  EXPECT_EQ(more.columns, 78);
  EXPECT_EQ(format(R"({"preset": "pcl-portrait-80"})").columns, 80);
  EXPECT_EQ(format(R"({"preset": "none"})").prefix, "");
}

TEST(JsonFormat, APresetIsForTextThatThePrinterCanShow) {
  EXPECT_THAT(findings(file_with(R"({"preset": "pcl-portrait-80", "output": "pdf"})")),
              ElementsAre("site/a.json:1:67: error: the preset pcl-portrait-80 is for \"output\": "
                          "\"text\"; remove it, or the output"));
  EXPECT_THAT(findings(file_with(R"({"preset": "pcl-portrait-80", "line_end": "lf"})")),
              ElementsAre("site/a.json:1:67: error: the preset pcl-portrait-80 goes with "
                          "\"line_end\": \"crlf\"; remove one of the two"));
  EXPECT_THAT(findings(file_with(R"({"preset": "pcl-portrait-80", "charset": "UTF-8"})")),
              ElementsAre(HasSubstr("1:67: error: the preset pcl-portrait-80 has no symbol set for "
                                    "the charset 'UTF-8'; choose one of ISO-8859-1, ")));
}

TEST(JsonFormat, EveryBadValueIsOneLine) {
  EXPECT_THAT(
      findings(file_with("{\n\"output\": \"ps\",\n\"charset\": \"UTF-8//TRANSLIT\",\n"
                         "\"prefix\": \"\\\\q\",\n\"columns\": 256,\n\"lines\": 0,\n\"cpi\": 1,\n"
                         "\"lpi\": \"6\",\n\"suffix\": \"" +
                         std::string(4097, 'x') + "\",\n\"line_end\": \"LF\"}")),
      ElementsAre(
          "site/a.json:2:11: error: 'output' must be one of text, pdf, raw, not 'ps'",
          "site/a.json:3:12: error: 'charset' must be a charset as iconv calls it, like \"UTF-8\" "
          "or \"ISO-8859-1\"; 'iconv -l' lists them",
          "site/a.json:4:11: error: 'prefix': '\\q' is no escape: they are \\e \\r \\n \\f \\t "
          "\\\\ and \\xNN",
          "site/a.json:5:12: error: 'columns' must be a whole number from 1 to 255, not 256",
          "site/a.json:6:10: error: 'lines' must be a whole number from 1 to 255, not 0",
          "site/a.json:7:8: error: 'cpi' must be a number from 2 to 40, or 0 for what the page "
          "needs, not 1",
          "site/a.json:8:8: error: 'lpi' must be a number from 2 to 40, or 0 for what the page "
          "needs, not text",
          "site/a.json:9:11: error: 'suffix' has 4097 bytes, more than 4096; shorten it",
          HasSubstr("10:13: error: 'line_end' must be one of crlf, lf, cr, not 'LF'")));
}

TEST(JsonSpool, HasAQuotaAndKeepsJobs) {
  const Draft draft = read(
      R"({"spool": {"path": "s.db", "quota": "2 GiB", "keep_printed": 0, "keep_failed": 3600}})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  const SpoolSettings& spool = draft.config.spool.value();
  EXPECT_EQ(spool.path, "site/s.db");
  EXPECT_EQ(spool.quota, std::uint64_t{2} << 30U);
  EXPECT_EQ(spool.keep_printed, Ticks(0));
  EXPECT_EQ(spool.keep_failed, std::chrono::hours(1));
}

TEST(JsonSpool, EverythingHasADefault) {
  const Draft draft = read(R"({"spool": {}})");
  EXPECT_THAT(lines(draft.problems, draft.config.files), IsEmpty());
  EXPECT_EQ(draft.config.spool->path, "");
  EXPECT_EQ(draft.config.spool->quota, limits::kSpoolQuota);
}

TEST(JsonSpool, AQuotaIsBytesOrHasAUnit) {
  const auto quota = [](const std::string& said) -> std::uint64_t {
    const Draft draft = read(R"({"spool": {"quota": )" + said + "}}");
    return draft.problems.has_errors() ? 0 : draft.config.spool->quota;
  };
  EXPECT_EQ(quota("1048576"), std::uint64_t{1} << 20U);
  EXPECT_EQ(quota("\"1MiB\""), std::uint64_t{1} << 20U);
  EXPECT_EQ(quota("\"1024 KiB\""), std::uint64_t{1} << 20U);
  EXPECT_EQ(quota("\"16 TiB\""), std::uint64_t{16} << 40U);
  for (const char* bad : {"1048575", "\"16385 GiB\"", "17592186044417", "\"4 GB\"", "\"GiB\"",
                          "4e9", "-1", "\"1  MiB\"", "true", "\"99999999999999999999\""}) {
    EXPECT_EQ(quota(bad), 0U) << bad;
  }
  EXPECT_THAT(findings(R"({"spool": {"quota": "4 GB"}})"),
              ElementsAre("site/a.json:1:21: error: 'quota' must be a size from 1 MiB to 16 TiB, "
                          "like \"4 GiB\" or 4294967296, not 4 GB"));
}

}  // namespace
}  // namespace config
