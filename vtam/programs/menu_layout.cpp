#include "vtam/programs/menu_layout.h"

#include <algorithm>
#include <string>

#include "config/limits.h"
#include "vtam/programs/wrap.h"

namespace vtam {
namespace {

constexpr unsigned kHeadRows = 5;  // above the applications
constexpr unsigned kFootRows = 6;  // below them
constexpr unsigned kMessageRows = 2;
constexpr unsigned kNameColumn = 3;
constexpr unsigned kDescriptionColumn = 13;
constexpr unsigned kInputColumn = 8;
constexpr unsigned kMarkColumns = 8;  // "live" or "ending", and what parts it from the description

std::string page_text(std::size_t page, std::size_t pages) {
  std::string more = "More:";
  more += page > 0 ? " -" : "  ";
  more += page + 1 < pages ? " +" : "  ";
  return more + "   Page " + std::to_string(page + 1) + " of " + std::to_string(pages);
}

// Of a line whose application is live; nullptr: it is not.
const char* mark_of(const Menu& menu, config::ApplId application) {
  const auto live = std::find_if(
      menu.live.begin(), menu.live.end(),
      [application](const LiveApplication& one) { return one.application == application; });
  return live == menu.live.end() ? nullptr : live->ending ? "ending" : "live";
}

void put_applications(Panel& panel, const MenuView& view, const MenuLayout& layout) {
  const auto& lines = view.menu.lines;
  if (lines.empty()) {
    panel.put({layout.first_row, kNameColumn},
              "No application is on this menu. If you know one, type its name below.",
              Role::Description);
    return;
  }
  const std::size_t first = view.page * layout.rows;
  const std::size_t last = std::min(first + layout.rows, lines.size());
  for (std::size_t i = first; i < last; ++i) {
    const unsigned row = layout.first_row + static_cast<unsigned>(i - first);
    panel.put({row, kNameColumn}, lines[i].application.view(), Role::Name);
    const char* const mark = mark_of(view.menu, lines[i].application);
    const unsigned width = panel.columns() - kDescriptionColumn + 1;
    panel.put({row, kDescriptionColumn},
              cut(lines[i].description, mark == nullptr ? width : width - kMarkColumns),
              Role::Description);
    if (mark != nullptr) {
      panel.put_right(row, mark, Role::Heading);
    }
  }
}

std::string keys_text(const Menu& menu, std::size_t pages) {
  std::string keys = "Enter=Select  PF3=End";
  if (pages > 1) {
    keys += "  PF7=Up  PF8=Down";
  }
  if (!menu.live.empty() && menu.next_key != config::key_text(config::kNoKey)) {
    keys += "  " + menu.next_key + "=Next";
  }
  return keys;
}

void put_input(Panel& panel, const MenuLayout& layout) {
  panel.put({layout.input.row, 2}, "===>", Role::Label);
  panel.input(layout.input, layout.input_width, "", Role::Input);
}

}  // namespace

MenuLayout::MenuLayout(tn3270::ScreenSize size, std::size_t applications) {
  const unsigned around = kHeadRows + kFootRows;
  rows = size.rows > around ? size.rows - around : 1;
  pages = std::max<std::size_t>((applications + rows - 1) / rows, 1);
  first_row = kHeadRows + 1;
  hint_row = first_row + rows + 1;
  input = {hint_row + 1, kInputColumn};
  input_width = std::min<unsigned>(config::limits::kMenuInput,
                                   std::max<unsigned>(size.columns, kInputColumn) - kInputColumn);
  message_row = input.row + 1;
  keys_row = message_row + kMessageRows;
}

std::optional<std::size_t> MenuLayout::application_at(tn3270::Place cursor, std::size_t page,
                                                      std::size_t applications) const {
  if (cursor.row < first_row || cursor.row >= first_row + rows) {
    return std::nullopt;
  }
  const std::size_t index = page * rows + (cursor.row - first_row);
  return index < applications ? std::optional(index) : std::nullopt;
}

tn3270::ByteBuffer write_words(const WordsView& view, const Frame& frame,
                               const tn3270::CodePage& page) {
  const MenuLayout layout(frame.size, 0);
  Panel panel(frame, page);
  for (unsigned row = 1; const std::string& line : view.lines) {
    if (row >= layout.input.row) {
      break;
    }
    // A field's attribute takes the first column, and VTAM's texts begin with it.
    panel.put({row++, 2}, line.starts_with(' ') ? std::string_view(line).substr(1) : line,
              Role::Info);
  }
  put_input(panel, layout);
  panel.message(layout.message_row, kMessageRows, view.message, view.message_role);
  panel.put({layout.keys_row, 2}, "Enter=Continue  PF3=End", Role::Keys);
  panel.cursor(layout.input);
  return panel.finish();
}

tn3270::ByteBuffer write_menu(const MenuView& view, const Frame& frame,
                              const tn3270::CodePage& page) {
  const MenuLayout layout(frame.size, view.menu.lines.size());
  Panel panel(frame, page);
  panel.put({1, 2}, "tn3270d  Application selection", Role::Heading);
  panel.put_right(1, "LU " + view.lu.text(), Role::Heading);
  panel.put_centred(3, view.menu.title, Role::Title);
  panel.put({kHeadRows, kNameColumn}, "Name", Role::Heading);
  panel.put({kHeadRows, kDescriptionColumn}, "Application", Role::Heading);
  if (layout.pages > 1) {
    panel.put_right(kHeadRows, page_text(view.page, layout.pages), Role::Heading);
  }
  put_applications(panel, view, layout);
  panel.put({layout.hint_row, 2},
            "Move the cursor to an application and press Enter, or type its name:", Role::Label);
  put_input(panel, layout);
  panel.message(layout.message_row, kMessageRows, view.message, view.message_role);
  panel.put({layout.keys_row, 2}, keys_text(view.menu, layout.pages), Role::Keys);
  if (panel.columns() >= tn3270::kModel2.columns) {
    panel.put_right(
        layout.keys_row,
        view.menu.live.empty() ? "LOGON APPLID() LOGMODE() DATA()" : "LOGOFF name  LOGOFF ALL",
        Role::Keys);
  }
  panel.cursor(layout.input);
  return panel.finish();
}

}  // namespace vtam
