#pragma once

#include <string_view>
#include <variant>

#include "vtam/acb/screen_layout.h"

namespace vtam {

// Of a place that an application names; negative ones count from the end. `called`: whose it is.
[[nodiscard]] std::variant<tn3270::BufferAddress, FieldFault> address_of(const ScreenPlace& place,
                                                                         tn3270::ScreenSize size,
                                                                         std::string_view called);

// Every field, message and keys at their cells, each for itself, in the screen's order. A field
// that says its length may go on in the next rows, not beyond the last one.
[[nodiscard]] std::variant<PlacedFields, FieldFault> place_fields(const Screen& screen,
                                                                  tn3270::ScreenSize size,
                                                                  const tn3270::CodePage& page);

}  // namespace vtam
