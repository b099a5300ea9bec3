#include "vtam/operator/operands.h"

#include <algorithm>

#include "config/limits.h"

namespace vtam {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

}  // namespace

std::string upper_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string_view take_word(std::string_view& rest) {
  rest = trimmed(rest);
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return word;
}

std::vector<Operand> operands_of(std::string_view text) {
  std::vector<Operand> operands;
  while (true) {
    const auto comma = text.find(',');
    const std::string_view one = trimmed(text.substr(0, comma));
    const auto equals = one.find('=');
    Operand operand{std::string(trimmed(one.substr(0, equals)))};
    if (equals != std::string_view::npos) {
      operand.value = std::string(trimmed(one.substr(equals + 1)));
    }
    operands.push_back(std::move(operand));
    if (comma == std::string_view::npos) {
      return operands;
    }
    text.remove_prefix(comma + 1);
  }
}

std::string as_typed(std::string_view text) {
  std::string shown(text.substr(0, config::limits::kOperatorWord));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return shown;
}

}  // namespace vtam
