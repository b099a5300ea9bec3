#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/datastream/orders.h"

// A screen as an application describes it (screen mode of the application socket): fields, not
// bytes. docs/applications.md is the page for users.
namespace vtam {

// 1 is the first row or column; negative counts from the end: -1 is the last row of this terminal.
struct ScreenPlace {
  int row = 1;
  int column = 1;
};

// Text at `place`, whose attribute stands in the cell before it; at row 1 column 1 that is the last
// cell of the screen. A field with a name is one that input speaks of.
struct ScreenField {
  ScreenPlace place;
  std::string name{};                  // empty: nothing is ever said of it
  std::string text{};                  // UTF-8, or the default value
  std::optional<unsigned> length{};    // cells; without: the text's, which is not cut then
  std::optional<bool> is_protected{};  // without: fields with a name are not
  bool numeric = false;
  bool hidden = false;
  bool intense = false;
  bool skip = false;      // protected: the cursor skips it (autoskip)
  bool modified = false;  // its MDT is set: it comes back although nobody typed
  tn3270::Color color = tn3270::Color::Default;
  tn3270::Color background = tn3270::Color::Default;
  tn3270::Highlight highlight = tn3270::Highlight::Default;
};

// Where the screen is shown: of the sizes that the terminal's BIND allows.
enum class ScreenChoice : std::uint8_t {
  Largest,   // "size" absent: the screen adapts
  Primary,   // "primary"
  Alternate  // "alternate"
};
// "size": {"rows": 24, "columns": 80}: the smallest of the terminal's that holds it, else refused.
struct ScreenNeeds {
  unsigned rows = 24;
  unsigned columns = 80;
};

struct Screen {
  std::vector<ScreenField> fields{};
  std::variant<ScreenChoice, ScreenNeeds> size{};
  // The name of a field, or a place; without: the first unprotected field.
  std::optional<std::variant<std::string, ScreenPlace>> cursor{};
  std::string message{};  // one line for the user, on the last row but one
  std::optional<tn3270::Color> message_color{};
  std::string keys{};  // "PF3=End  PF8=Next", on the last row
};

}  // namespace vtam
