#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "config/escaped_bytes.h"
#include "config/json/keys.h"
#include "config/json/lu_entry.h"
#include "config/printer_presets.h"
#include "tests/unit/config/json_reading.h"

// docs/printing.md and examples/printers.json say what the reader knows.
namespace config {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string content(const std::string& path) {
  std::ifstream file(std::string(TN3270D_SOURCE_DIR "/") + path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(PrintingDocument, ExplainsEverySettingOfPrinters) {
  const std::string document = content("docs/printing.md");
  const auto explained = [&document](std::string_view key) {
    EXPECT_THAT(document, HasSubstr("`" + std::string(key) + "`"));
  };
  for (const json::LuField& field : json::delivery_fields()) {
    if (field.key != "format" && field.key != "jobs") {
      explained(field.key);
    }
  }
  std::size_t levels = 0;
  for (const json::Level& level : json::levels()) {
    if (level.name == "format" || level.name == "jobs" || level.name == "spool") {
      ++levels;
      for (const std::string_view key : level.keys) {
        explained(key);
      }
    }
  }
  EXPECT_EQ(levels, 3U);
}

TEST(PrintingDocument, ShowsTheBytesOfThePresets) {
  const std::string document = content("docs/printing.md");
  for (const PrinterPreset preset :
       {PrinterPreset::PclLandscape132, PrinterPreset::PclPortrait80}) {
    const PresetBytes bytes = preset_bytes(preset, kPresetCharset).value();
    EXPECT_THAT(document, HasSubstr("| `" + std::string(text(preset)) + "` | `" +
                                    escape(bytes.prefix) + "` | `" + escape(bytes.suffix) + "` | " +
                                    std::to_string(bytes.columns) + " |\n"));
  }
}

TEST(PrintingDocument, ItsExampleReadsWithoutAFinding) {
  const std::string document = content("docs/printing.md");
  const std::size_t begin = document.find("```json\n") + 8;
  const std::string example = document.substr(begin, document.find("\n```", begin) - begin);
  EXPECT_THAT(findings(example), IsEmpty());
  const Draft draft = read(example);
  ASSERT_EQ(draft.config.servers.size(), 1U);
  EXPECT_EQ(draft.config.servers[0].lus.size(), 9U);
  EXPECT_THAT(check_findings(draft.config), IsEmpty());
}

TEST(PrintingDocument, TheExampleOfPrintersHasOneOfEachType) {
  const std::string example = content("examples/printers.json");
  EXPECT_THAT(findings(example), IsEmpty());
  const Draft draft = read(example);
  EXPECT_THAT(check_findings(draft.config), IsEmpty());
  json::Types types = 0;
  for (const LuSettings& lu : draft.config.servers.at(0).lus) {
    types |= json::bit(lu.type);
  }
  EXPECT_EQ(types, json::kPrinters);
}

}  // namespace
}  // namespace config
