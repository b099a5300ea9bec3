#pragma once

#include <string>
#include <variant>

#include "config/settings.h"

namespace printers {

struct Password {
  std::string text;
};
struct NoPassword {
  std::string why;
};

// What the settings hold, or the first line of the file that they name.
[[nodiscard]] std::variant<Password, NoPassword> password_of(
    const config::DeliverySettings& settings);

}  // namespace printers
