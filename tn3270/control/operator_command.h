#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace control {

enum class Verb : std::uint8_t { Kill, React };

struct OperatorCommand {
  Verb verb = Verb::Kill;
  std::string lu;  // upper case; the server judges the name
};

// What is wrong with the text, as a sentence.
struct CommandFault {
  std::string text;
};

// An operator command as it is typed on a VSE console: "KILL T001", "REACT T001",
// "REACTIVATE T001", in any case, plain or within "MSG name,D=command" (DATA= is the long form).
// The name after MSG says which partition is meant there; LU names are unique here, so it only has
// to be present.
[[nodiscard]] std::variant<OperatorCommand, CommandFault> parse_command(std::string_view text);

}  // namespace control
