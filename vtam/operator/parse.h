#pragma once

#include <string_view>
#include <variant>

#include "vtam/operator/command.h"

namespace vtam {

// A command as it is typed on a console, in any case, blanks around commas and equal signs
// tolerated, plain or within "MSG name,D=command" (DATA= is the long form; LU names are unique
// here, so the name only has to be present). What can't be read is answered by the messages that
// VTAM has for it, which name the operand and what is known.
[[nodiscard]] std::variant<OperatorCommand, OperatorMessages> parse_operator_command(
    std::string_view text);

}  // namespace vtam
