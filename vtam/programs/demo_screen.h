#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "vtam/programs/panel.h"

namespace vtam {

// The demo's form, as far as its user has filled it in. A password is never kept.
struct DemoForm {
  std::string name;
  std::string city;
  std::string amount;
  std::size_t password_length = 0;
};

enum class DemoField : std::uint8_t { Name, City, Amount, Password };

// One input field of the form.
struct DemoEntry {
  DemoField field;
  std::string_view label;
  unsigned row;
  unsigned width;
  Role role;
};
inline constexpr unsigned kDemoInputColumn = 19;
inline constexpr std::array<DemoEntry, 4> kDemoEntries{
    {{DemoField::Name, "Name . . . . . .", 12, 30, Role::Input},
     {DemoField::City, "City . . . . . .", 13, 30, Role::Input},
     {DemoField::Amount, "Amount . . . . .", 14, 12, Role::NumericInput},
     {DemoField::Password, "Password . . . .", 15, 12, Role::HiddenInput}}};

// nullptr: no field of the form begins there.
[[nodiscard]] const DemoEntry* demo_entry_at(tn3270::Place place);

struct DemoView {
  const Logon& logon;
  const DemoForm& form;
  std::uint64_t transactions = 0;
  std::string_view message;
  Role message_role = Role::Info;
  DemoField cursor = DemoField::Name;
};

// The demo's only screen as one record; made for 24 rows; message and keys are the last rows of
// larger screens.
[[nodiscard]] tn3270::ByteBuffer write_demo(const DemoView& view, const Frame& frame,
                                            const tn3270::CodePage& page);

}  // namespace vtam
