#include "vtam/programs/logon_command.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "config/limits.h"
#include "tn3270/datastream/utf8.h"

namespace vtam {
namespace {

constexpr std::string_view kTestText = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::size_t kQuoted = 16;  // characters of a wrong word that a sentence repeats

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

std::string quoted(std::string_view word) {
  std::string_view rest = word;
  for (std::size_t count = 0; count < kQuoted && !rest.empty(); ++count) {
    static_cast<void>(tn3270::take_character(rest));
  }
  const std::string_view shown = word.substr(0, word.size() - rest.size());
  return "'" + std::string(shown) + (rest.empty() ? "" : "...") + "'";
}

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Takes what stands before the first of `ends`.
std::string_view take_until(std::string_view& rest, std::string_view ends) {
  const std::size_t length = std::min(rest.find_first_of(ends), rest.size());
  const std::string_view word = rest.substr(0, length);
  rest.remove_prefix(length);
  return word;
}

void skip(std::string_view& rest, std::string_view characters) {
  rest.remove_prefix(std::min(rest.find_first_not_of(characters), rest.size()));
}

// What is wrong with a name, short enough for a message line.
std::string name_sentence(std::string_view kind, std::string_view name) {
  const std::string subject = std::string(kind) + " " + quoted(name);
  const auto fault = ascii(name) ? config::name_fault(name) : config::NameFault::BadCharacter;
  switch (fault) {
    case config::NameFault::Empty:
      return std::string(kind) + " is empty: give a name of 1 to 8 characters.";
    case config::NameFault::TooLong:
      return subject + " has " + std::to_string(name.size()) + " characters: names have 1 to 8.";
    case config::NameFault::BadFirst:
      return subject + " is no name: names begin with A-Z, @, # or $.";
    case config::NameFault::BadCharacter:
    case config::NameFault::None:
      break;
  }
  return subject + " is no name: names hold only A-Z, 0-9, @, # and $.";
}

// The operands of one LOGON.
class Operands {
 public:
  explicit Operands(std::string_view text) : rest_(text) {}
  [[nodiscard]] TypedCommand read();

 private:
  // Nothing, or a sentence.
  [[nodiscard]] std::optional<std::string> read_one();
  [[nodiscard]] std::optional<std::string> parenthesised(std::string_view keyword);
  [[nodiscard]] std::optional<std::string> after_equals(std::string_view keyword);
  [[nodiscard]] std::optional<std::string> store(const std::string& keyword);

  std::string_view rest_;
  std::string_view value_;
  std::optional<config::ApplId> application_;
  std::optional<config::ModeName> logmode_;
  std::optional<std::string> data_;
  std::uint8_t fault_ = uss::kInvalidCommand;  // of the sentence
  std::string about_;
};

TypedCommand Operands::read() {
  skip(rest_, " ,");
  while (!rest_.empty()) {
    if (auto sentence = read_one()) {
      return BadCommand{std::move(*sentence), fault_, about_};
    }
    skip(rest_, " ,");
  }
  if (!application_) {
    return BadCommand{"LOGON needs an application: type LOGON APPLID(name).",
                      uss::kParameterMissing, "APPLID"};
  }
  return LogonTyped{*application_, logmode_, data_.value_or("")};
}

std::optional<std::string> Operands::read_one() {
  const std::string_view word = take_until(rest_, " ,=()");
  std::string_view next = rest_;
  skip(next, " ");
  if (next.starts_with('(')) {
    rest_ = next;
    if (auto sentence = parenthesised(word)) {
      return sentence;
    }
    return store(upper(word));
  }
  if (next.starts_with('=')) {
    rest_ = next;
    if (auto sentence = after_equals(word)) {
      return sentence;
    }
    return store(upper(word));
  }
  if (rest_.starts_with(')')) {
    return std::string("There is a ) too many.");
  }
  const std::string keyword = upper(word);
  if (keyword == "APPLID" || keyword == "LOGMODE" || keyword == "DATA") {
    return keyword + " has no value: write " + keyword + "(value).";
  }
  value_ = word;
  return store("APPLID");
}

// REQUIRES: at the parenthesis. Inner ones belong to the value.
std::optional<std::string> Operands::parenthesised(std::string_view keyword) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < rest_.size(); ++i) {
    depth += rest_[i] == '(' ? 1U : 0U;
    depth -= rest_[i] == ')' ? 1U : 0U;
    if (depth == 0) {
      value_ = rest_.substr(1, i - 1);
      rest_.remove_prefix(i + 1);
      return std::nullopt;
    }
  }
  return "The ) after " + quoted(upper(keyword)) + "( is missing.";
}

// REQUIRES: at the equals sign.
std::optional<std::string> Operands::after_equals(std::string_view keyword) {
  rest_.remove_prefix(1);
  skip(rest_, " ");
  if (!rest_.starts_with('\'')) {
    value_ = take_until(rest_, " ,");
    return std::nullopt;
  }
  rest_.remove_prefix(1);
  value_ = take_until(rest_, "'");
  if (rest_.empty()) {
    return "The ' that ends the value of " + quoted(upper(keyword)) + " is missing.";
  }
  rest_.remove_prefix(1);
  return std::nullopt;
}

std::optional<std::string> Operands::store(const std::string& keyword) {
  fault_ = uss::kInvalidParameter;
  about_ = keyword + "(" + std::string(value_) + ")";
  const auto twice = [&] { return keyword + " is given twice."; };
  if (keyword == "APPLID") {
    if (application_) {
      return twice();
    }
    application_ = config::ApplId::parse(trimmed(value_));
    return application_ ? std::nullopt : std::optional(name_sentence("APPLID", trimmed(value_)));
  }
  if (keyword == "LOGMODE") {
    if (logmode_) {
      return twice();
    }
    logmode_ = config::ModeName::parse(trimmed(value_));
    return logmode_ ? std::nullopt : std::optional(name_sentence("LOGMODE", trimmed(value_)));
  }
  if (keyword == "DATA") {
    if (data_) {
      return twice();
    }
    data_ = std::string(value_);
    return std::nullopt;
  }
  fault_ = uss::kUnknownParameter;
  about_ = keyword;
  return "LOGON knows APPLID, LOGMODE and DATA; " + quoted(keyword) + " is none of them.";
}

TypedCommand test_command(std::string_view operands) {
  const auto comma = std::min(operands.find(','), operands.size());
  const std::string_view digits = trimmed(operands.substr(0, comma));
  operands.remove_prefix(comma);
  const std::string_view data = operands.empty() ? operands : trimmed(operands.substr(1));
  std::uint32_t count = config::limits::kEchoes;
  if (!digits.empty()) {
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (fault != std::errc() || end != digits.data() + digits.size() || count == 0 ||
        count > config::limits::kEchoesMost) {
      return BadCommand{"IBMTEST takes a count of 1 to 255 and a text: IBMTEST 5,HELLO.",
                        uss::kInvalidParameter, std::string(digits)};
    }
  }
  return TestTyped{std::string(data.empty() ? kTestText : data), count};
}

// VTAM's LOGOFF has operands that say nothing here (TYPE, HOLD): what is no name of an application
// is passed over.
TypedCommand logoff_command(std::string_view operands) {
  std::string_view word = take_until(operands, " ,=(");
  if (upper(word) == "APPLID") {
    skip(operands, " =(");
    word = take_until(operands, " ,)");
  } else if (!operands.empty() && operands.front() != ' ' && operands.front() != ',') {
    word = {};
  }
  if (upper(word) == "ALL") {
    return LogoffTyped{std::nullopt, true};
  }
  return LogoffTyped{config::ApplId::parse(word), false};
}

TypedCommand name_alone(std::string_view word, std::string_view rest) {
  const auto application = config::ApplId::parse(word);
  if (!application) {
    return BadCommand{name_sentence("Application", word), uss::kUnknownCommand, upper(word)};
  }
  if (!rest.empty()) {
    return BadCommand{"Type one name, or LOGON APPLID(name) LOGMODE(mode) DATA(text)."};
  }
  return LogonTyped{*application, std::nullopt, ""};
}

}  // namespace

TypedCommand parse_command(std::string_view typed) {
  std::string_view rest = trimmed(typed);
  if (rest.empty()) {
    return NothingTyped{};
  }
  const std::string_view word = take_until(rest, " ");
  const std::string verb = upper(word);
  if (verb == "LOGON") {
    return Operands(rest).read();
  }
  rest = trimmed(rest);
  if (verb == "LOGOFF") {
    return logoff_command(rest);
  }
  if (verb == "IBMTEST") {
    return test_command(rest);
  }
  return name_alone(word, rest);
}

}  // namespace vtam
