// Records for the buffer of a LU3 printer: whatever they hold, pages come out that are within their
// columns, without control characters, and few enough.

#include <algorithm>
#include <string>
#include <vector>

#include "config/limits.h"
#include "printers/format/characters.h"
#include "printers/format/page_builder.h"
#include "printers/format/print_buffer.h"
#include "printers/format/remarks.h"
#include "tests/fuzz/fuzz_target.h"
#include "tn3270/datastream/utf8.h"

namespace {

constexpr tn3270::ScreenSizes kSizes[] = {{{24, 80}, {24, 80}},
                                          {{24, 80}, {43, 80}},
                                          {{24, 80}, {27, 132}},
                                          {{1, 7}, {2, 3}},
                                          {{0, 0}, {255, 0}}};

class Checker : public printers::PageSink {
 public:
  explicit Checker(std::size_t lines) : lines_(lines) {}
  bool put(const printers::Page& page) override {
    fuzz::require(page.columns > 0, "a page has columns");
    fuzz::require(page.lines.size() <= lines_, "no more lines than the settings say");
    for (const printers::Line& line : page.lines) {
      check(line.glyphs, page.columns);
      for (const auto& over : line.overstrikes) {
        check(over, page.columns);
      }
    }
    return true;
  }

 private:
  // Lines of a page may have been written while the job's columns were more.
  static void check(const std::vector<printers::Glyph>& row, std::size_t columns) {
    fuzz::require(row.size() <= std::max<std::size_t>(columns, kWidest), "a line fits its columns");
    for (const printers::Glyph& glyph : row) {
      fuzz::require(!tn3270::is_control(glyph.character), "no control characters");
    }
  }

  static constexpr std::size_t kWidest = 255;
  std::size_t lines_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const printers::Characters kCharacters(*tn3270::cp037());
  fuzz::Choices choices({data, size});
  config::FormatSettings settings;
  settings.columns = static_cast<std::uint16_t>(1 + choices.below(255));
  settings.lines = static_cast<std::uint16_t>(1 + choices.byte());
  Checker checker(settings.lines);
  printers::Remarks remarks;
  printers::PageBuilder page(settings, printers::TransparentData::Keep, checker, remarks);
  printers::PrintBuffer buffer(kSizes[choices.below(std::size(kSizes))], kCharacters, page,
                               remarks);
  while (!choices.empty()) {
    buffer.record(choices.short_piece());
  }
  buffer.finish();
  page.finish();
  for (const std::string& remark : remarks.take()) {
    fuzz::require_printable(remark, "a remark");
  }
  return 0;
}
