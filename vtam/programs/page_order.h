#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/names.h"

namespace vtam {

// Which data a test page is to be.
enum class PageForm : std::uint8_t {
  AsBound,  // what the printer's session takes
  Scs,      // LU1
  Data3270  // LU3
};
// "1", "3" or nothing.
[[nodiscard]] std::optional<PageForm> page_form(std::string_view typed);

// A test page that a user at a terminal wants: what the type printdemo says to itself on a printer
// (Logon::data).
struct PageOrder {
  PageForm form = PageForm::AsBound;
  config::LuName terminal;

  [[nodiscard]] std::string text() const;  // "3 T001"
  [[nodiscard]] static std::optional<PageOrder> read(std::string_view text);
};

}  // namespace vtam
