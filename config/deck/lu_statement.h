#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "config/deck/operands.h"
#include "config/settings.h"

namespace config::deck {

enum class LuStatement : std::uint8_t { Terminal, Printer, Direct, Lpr, Ftp, Ftpp };

// How the statement is written, for messages.
[[nodiscard]] std::string_view form_of(LuStatement statement);

// One LU of a deck; nullopt if something on its card is wrong, which has then been reported.
[[nodiscard]] std::optional<LuSettings> read_lu(LuStatement statement, Operands& operands);

}  // namespace config::deck
