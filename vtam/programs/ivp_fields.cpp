#include <array>
#include <string>
#include <utility>

#include "vtam/acb/screen_text.h"
#include "vtam/programs/ivp_parts.h"

namespace vtam::ivp {
namespace {

constexpr int kEntryColumn = 30;
constexpr int kEchoColumn = 50;
constexpr unsigned kEntryCells = 16;
constexpr std::size_t kEchoCells = 30;

struct Example {
  const char* name;
  const char* label;
  const char* text;
  bool is_protected;
  bool numeric;
  bool hidden;
  bool intense;
  bool skip;
  bool modified;
};
constexpr std::array kExamples{
    Example{"any", "Unprotected", "", false, false, false, false, false, false},
    Example{"numeric", "Numeric", "123", false, true, false, false, false, false},
    Example{"hidden", "Hidden", "", false, false, true, false, false, false},
    Example{"bright", "Intensified", "bright", false, false, false, true, false, false},
    Example{"modified", "Modified (MDT on)", "it comes back", false, false, false, false, false,
            true},
    Example{"protected", "Protected, type: inhibited", "cursor stops", true, false, false, false,
            false, false},
    Example{"skip", "Protected and skipped", "cursor skips", true, false, false, false, true,
            false}};

std::string echo(const IvpState& state, const Example& example) {
  if (state.input == nullptr) {
    return {};
  }
  for (const auto& [name, text] : state.input->fields) {
    if (name != example.name) {
      continue;
    }
    const auto measured = measure_text(text, *state.form.page);
    if (example.hidden || measured.fault) {
      return std::to_string(measured.cells) + (measured.cells == 1 ? " character" : " characters");
    }
    return "\"" + text + "\"";
  }
  return "not modified";
}

}  // namespace

void fields(const IvpState& state, Screen& screen) {
  put(screen, kFirstRow, 2, "Type into the fields and press Enter: this is what has come.");
  int row = kFirstRow + 2;
  for (const auto& example : kExamples) {
    put(screen, row, 2, example.label, tn3270::Color::Green);
    screen.fields.push_back({.place = {row, kEntryColumn},
                             .name = example.name,
                             .text = example.text,
                             .length = kEntryCells,
                             .is_protected = example.is_protected,
                             .numeric = example.numeric,
                             .hidden = example.hidden,
                             .intense = example.intense,
                             .skip = example.skip,
                             .modified = example.modified,
                             .highlight = tn3270::Highlight::Underscore});
    put(screen, row, kEchoColumn, cut_text(echo(state, example), kEchoCells),
        tn3270::Color::Turquoise);
    row += 2;
  }
}

}  // namespace vtam::ivp
