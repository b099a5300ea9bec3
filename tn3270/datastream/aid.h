#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tn3270/datastream/orders.h"

namespace tn3270 {

// nullopt: no key of a 3270 sends this byte.
[[nodiscard]] std::optional<Aid> aid_of(std::uint8_t byte);

// 1 to 24, or nullopt if it is no program function key.
[[nodiscard]] std::optional<unsigned> pf_number(Aid aid);

// As printed on the key: "Enter", "PF3", "PA1", "Clear".
[[nodiscard]] std::string text(Aid aid);

}  // namespace tn3270
