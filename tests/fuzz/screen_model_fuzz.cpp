// A screen as records of a host and keys of a user make it: one Erase/Write rebuilds it.

#include <optional>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/screen_model.h"

namespace {

using tn3270::ScreenModel;
using tn3270::ScreenSize;
using tn3270::ScreenSizes;

constexpr ScreenSizes kSizes[] = {{{24, 80}, {24, 80}},
                                  {{24, 80}, {43, 80}},
                                  {{24, 80}, {27, 132}},
                                  {{24, 80}, {62, 160}},
                                  {{12, 40}, {6, 20}}};

void require_sound(const ScreenModel& model) {
  fuzz::require(model.cells().size() == model.size().cells(), "as many cells as the size says");
  fuzz::require(model.cursor() < model.size().cells(), "the cursor is on the screen");
  // The last field of the buffer goes on at its beginning.
  std::optional<tn3270::BufferAddress> governs;
  for (const bool second : {false, true}) {
    for (std::size_t i = 0; i < model.cells().size(); ++i) {
      const auto at = static_cast<tn3270::BufferAddress>(i);
      governs = model.cells()[i].attribute ? std::optional(at) : governs;
      fuzz::require(!second || model.attribute_of(at) == governs, "the attribute of each cell");
    }
  }
  const auto page = tn3270::CodePage::open("037");
  const std::vector<std::string> rows = model.text(*page);
  fuzz::require(rows.size() == model.size().rows, "as many rows as the size says");
  for (const std::string& row : rows) {
    fuzz::require_printable(row, "a row of the screen");
  }
}

void require_same_after_repaint(const ScreenModel& model, ScreenSizes sizes) {
  const tn3270::ByteBuffer record = model.repaint();
  ScreenModel again(sizes);
  fuzz::require(!again.apply(record), "a repaint has no fault");
  fuzz::require(again.size() == model.size(), "the size after a repaint");
  fuzz::require(again.cells() == model.cells(), "the cells after a repaint");
  fuzz::require(again.cursor() == model.cursor(), "the cursor after a repaint");
  fuzz::require(again.keyboard_locked() == model.keyboard_locked(), "the keyboard after a repaint");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices({data, size});
  const ScreenSizes sizes = kSizes[choices.below(std::size(kSizes))];
  ScreenModel model(sizes);
  while (!choices.empty()) {
    const bool from_user = choices.below(4) == 3;
    const tn3270::Bytes record = choices.short_piece();
    if (!from_user) {
      (void)model.apply(record);
      continue;
    }
    const auto result = tn3270::parse_inbound(record, model.size());
    if (const auto* input = std::get_if<tn3270::Inbound>(&result)) {
      model.apply(*input);
    }
  }
  require_sound(model);
  require_same_after_repaint(model, sizes);
  if (const auto small = model.repaint(ScreenSizes{})) {
    ScreenModel terminal{ScreenSizes{}};
    fuzz::require(!terminal.apply(*small), "a repaint on another terminal has no fault");
    fuzz::require(terminal.cursor() < terminal.size().cells(), "its cursor is on the screen");
  }
  return 0;
}
