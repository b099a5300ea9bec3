#include "config/printer_presets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/escaped_bytes.h"

namespace config {
namespace {

using ::testing::HasSubstr;

// Byte for byte, as a PCL 5 printer is sent them.
TEST(PrinterPresets, SetUpAPageThatFitsItsText) {
  const auto landscape = preset_bytes(PrinterPreset::PclLandscape132, "ISO-8859-1");
  ASSERT_TRUE(landscape.has_value());
  EXPECT_EQ(escape(landscape->prefix), R"(\eE\e&l1O\e&l5.45C\e&l0L\e(0N\e(s0P\e(s16.67H)");
  EXPECT_EQ(escape(landscape->suffix), R"(\eE)");
  EXPECT_EQ(landscape->columns, 132);
  const auto portrait = preset_bytes(PrinterPreset::PclPortrait80, "ISO-8859-1");
  ASSERT_TRUE(portrait.has_value());
  EXPECT_EQ(escape(portrait->prefix), R"(\eE\e&l0O\e&l7.27C\e&l0L\e(0N\e(s0P\e(s10.5H)");
  EXPECT_EQ(escape(portrait->suffix), R"(\eE)");
  EXPECT_EQ(portrait->columns, 80);
}

TEST(PrinterPresets, TheSymbolSetIsThatOfTheCharset) {
  const auto prefix = [](std::string_view charset) {
    const auto bytes = preset_bytes(PrinterPreset::PclPortrait80, charset);
    return bytes ? bytes->prefix : std::string("none");
  };
  EXPECT_THAT(prefix("latin1"), HasSubstr("\x1B(0N"));
  EXPECT_THAT(prefix("ISO8859-15"), HasSubstr("\x1B(9N"));
  EXPECT_THAT(prefix("cp850"), HasSubstr("\x1B(12U"));
  EXPECT_THAT(prefix("windows-1252"), HasSubstr("\x1B(19U"));
  EXPECT_EQ(prefix("UTF-8"), "none");
  EXPECT_EQ(prefix(""), "none");
  EXPECT_FALSE(preset_bytes(PrinterPreset::None, "ISO-8859-1").has_value());
  EXPECT_THAT(preset_charsets(), HasSubstr("ISO-8859-1, ISO-8859-2"));
}

TEST(PrinterPresets, AreKnownAgainInSettings) {
  for (const PrinterPreset preset :
       {PrinterPreset::PclLandscape132, PrinterPreset::PclPortrait80}) {
    const PresetBytes bytes = preset_bytes(preset, "CP850").value();
    FormatSettings format;
    format.charset = "CP850";
    format.line_end = LineEnd::CrLf;
    format.prefix = bytes.prefix + "own";
    format.suffix = "own" + bytes.suffix;
    EXPECT_EQ(preset_of(format), preset);
    format.charset = "CP437";
    EXPECT_EQ(preset_of(format), PrinterPreset::None);
    format.charset = "CP850";
    format.line_end = std::nullopt;
    EXPECT_EQ(preset_of(format), PrinterPreset::None);
  }
  EXPECT_EQ(preset_of(FormatSettings()), PrinterPreset::None);
}

}  // namespace
}  // namespace config
