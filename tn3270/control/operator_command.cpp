#include "tn3270/control/operator_command.h"

#include <algorithm>
#include <optional>

namespace control {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr const char* kKnown = "The commands are KILL luname and REACT luname.";

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

// Takes the first word off `rest`.
std::string_view take_word(std::string_view& rest) {
  const auto begin = rest.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) {
    rest = {};
    return {};
  }
  rest.remove_prefix(begin);
  const auto word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return word;
}

// What stands behind "name,D=" or "name,DATA="; nullopt: it is not that.
std::optional<std::string_view> message_data(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) {
    return std::nullopt;
  }
  auto name = text.substr(0, comma);
  if (take_word(name).empty() || !take_word(name).empty()) {
    return std::nullopt;
  }
  auto data = text.substr(comma + 1);
  const auto equals = data.find('=');
  if (equals == std::string_view::npos) {
    return std::nullopt;
  }
  auto keyword = data.substr(0, equals);
  const auto word = take_word(keyword);
  if (word != "D" && word != "DATA") {
    return std::nullopt;
  }
  return data.substr(equals + 1);
}

std::optional<Verb> verb_of(std::string_view word) {
  if (word == "KILL") {
    return Verb::Kill;
  }
  if (word == "REACT" || word == "REACTIVATE") {
    return Verb::React;
  }
  return std::nullopt;
}

}  // namespace

std::variant<OperatorCommand, CommandFault> parse_command(std::string_view text) {
  const auto typed = upper(text);
  std::string_view rest = typed;
  auto word = take_word(rest);
  if (word == "MSG") {
    const auto data = message_data(rest);
    if (!data) {
      return CommandFault{"MSG is written MSG name,D=command."};
    }
    rest = *data;
    word = take_word(rest);
  }
  if (word.empty()) {
    return CommandFault{std::string("There is no command. ") + kKnown};
  }
  const auto verb = verb_of(word);
  if (!verb) {
    return CommandFault{"'" + std::string(word) + "' is not a command here. " + kKnown};
  }
  const auto lu = take_word(rest);
  if (lu.empty() || !take_word(rest).empty()) {
    return CommandFault{std::string(word) + " takes one LU name: " + std::string(word) + " T001."};
  }
  return OperatorCommand{*verb, std::string(lu)};
}

}  // namespace control
