#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtam {

// One operand of a command: APPLS, or ID=T001.
struct Operand {
  std::string keyword;
  std::optional<std::string> value{};  // of "ID=" it is empty
};

// The words of a console command, in upper case.
[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);
// Takes the first word off `rest`.
[[nodiscard]] std::string_view take_word(std::string_view& rest);
// "NET , ID = T001" are NET and ID=T001.
[[nodiscard]] std::vector<Operand> operands_of(std::string_view text);
// Shows what was typed, without bytes that steer a console.
[[nodiscard]] std::string as_typed(std::string_view text);

}  // namespace vtam
