#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vtam/programs/panel.h"

namespace vtam {

// Where everything stands on the menu of one screen size:
//   1 product and LU | 3 TITLE | 5 heading and page | 6… applications
//   then a blank row, a hint, the input field, two rows for a message, the keys.
struct MenuLayout {
  MenuLayout(tn3270::ScreenSize size, std::size_t applications);

  unsigned first_row = 6;
  unsigned rows = 1;  // applications of one page
  std::size_t pages = 1;
  unsigned hint_row = 0;
  tn3270::Place input;
  unsigned input_width = 0;
  unsigned message_row = 0;
  unsigned keys_row = 0;

  // The application whose row the cursor is on, whatever the column.
  [[nodiscard]] std::optional<std::size_t> application_at(tn3270::Place cursor, std::size_t page,
                                                          std::size_t applications) const;
};

// What one showing of the menu says.
struct MenuView {
  const Menu& menu;
  config::LuName lu;
  std::size_t page = 0;  // from 0
  std::string_view message;
  Role message_role = Role::Info;
};

// Words of the partition's own, or an echo: lines from the first row on down to the input field.
struct WordsView {
  const std::vector<std::string>& lines;
  std::string_view message{};
  Role message_role = Role::Info;
};
[[nodiscard]] tn3270::ByteBuffer write_words(const WordsView& view, const Frame& frame,
                                             const tn3270::CodePage& page);

// The menu as one record. REQUIRES: page < pages.
[[nodiscard]] tn3270::ByteBuffer write_menu(const MenuView& view, const Frame& frame,
                                            const tn3270::CodePage& page);

}  // namespace vtam
