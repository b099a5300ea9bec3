#include "config/book/appl_operands.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include "config/nearest.h"

namespace config::book {
namespace {

constexpr std::array<std::string_view, 6> kUsed = {"AUTH",    "EAS",     "ACBNAME",
                                                   "MODETAB", "DLOGMOD", "PRTCT"};

// Operands of VTAM's APPL that mean nothing to non-SNA LUs and emulated applications.
constexpr auto kUnused = std::to_array<std::string_view>({
    "APPC",    "ASLENT",   "ASLTAB",  "ATNLOSS", "AUTHEXIT", "AUTOSES",  "DDRAINL",
    "DMINWNL", "DMINWNR",  "DRESPL",  "DSESLIM", "ENCR",     "HAVAIL",   "ISTATUS",
    "LANG",    "LANGTAB",  "LMDENT",  "LMDTAB",  "LOGAPPL",  "MAXPVT",   "MDLENT",
    "MDLTAB",  "OPERCNOS", "PARSESS", "PERSIST", "POAQLIM",  "REGISTER", "RESSCB",
    "SECACPT", "SESSLIM",  "SONSCIP", "SPAN",    "SRBEXIT",  "SSCPFM",   "STATOPT",
    "SYNCLVL", "TYPE",     "USSTAB",  "VERIFY",  "VPACING",  "VTAMFRR",
});

constexpr auto kAuthWords = std::to_array<std::string_view>({
    "ACQ",
    "NOACQ",
    "PASS",
    "NOPASS",
    "CNM",
    "NOCNM",
    "NOPO",
    "PPO",
    "SPO",
    "TSO",
    "NOTSO",
    "VPACE",
    "NVPACE",
    "BLOCK",
    "NBLOCK",
    "ASDP",
    "NASDP",
    "STRICT",
});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
std::string meant(const std::array<std::string_view, N>& words, std::string_view word) {
  return did_you_mean(word, std::vector<std::string_view>(words.begin(), words.end()));
}

}  // namespace

ApplOperands ApplOperandReader::read(const Statement& statement) {
  ApplOperands operands;
  std::set<std::string> seen;
  for (const Operand& operand : statement.operands) {
    if (operand.key.empty()) {
      not_an_operand(statement, operand);
    } else if (!seen.insert(operand.key).second) {
      problems_.error(operand.at, operand.key + " is written twice in this statement; keep one");
    } else {
      read_operand(operand, operands);
    }
  }
  return operands;
}

// What stands beside a PRTCT without its `=` may be the password.
void ApplOperandReader::not_an_operand(const Statement& statement, const Operand& operand) {
  if (operand.value.empty()) {
    problems_.error(operand.at, "two commas with nothing between; take one out");
    return;
  }
  const bool secret =
      std::any_of(statement.operands.begin(), statement.operands.end(), [](const Operand& other) {
        return other.key.empty() && deck::upper(other.value).starts_with("PRTCT");
      });
  const std::string subject = secret ? std::string("this") : "'" + operand.value + "'";
  problems_.error(operand.at, subject +
                                  " is not an operand: they are written KEYWORD=VALUE; remarks "
                                  "come after a blank");
}

void ApplOperandReader::read_operand(const Operand& operand, ApplOperands& operands) {
  if (operand.key == "AUTH") {
    read_auth(operand, operands);
  } else if (operand.key == "EAS") {
    read_eas(operand, operands);
  } else if (operand.key == "ACBNAME") {
    read_name(operand, operands.acb_name);
  } else if (operand.key == "MODETAB") {
    read_name(operand, operands.modetab);
    operands.modetab_at = operand.value_at;
  } else if (operand.key == "DLOGMOD") {
    read_name(operand, operands.dlogmod);
    operands.dlogmod_at = operand.value_at;
  } else if (operand.key == "PRTCT") {
    read_password(operand, operands);
  } else if (contains(kUnused, operand.key)) {
    note_unused(operand.key, operand.at);
  } else {
    const std::string near = meant(kUsed, operand.key);
    problems_.error(operand.at, operand.key + " is not an operand of APPL" +
                                    (near.empty() ? meant(kUnused, operand.key) : near) +
                                    "; correct it, or take it out");
  }
}

void ApplOperandReader::read_auth(const Operand& operand, ApplOperands& operands) {
  ApplOperands::Auth auth;
  const bool list = operand.value.starts_with('(');
  std::string_view values = operand.value;
  Position at = operand.value_at;
  if (list) {
    values.remove_prefix(1);
    ++at.column;
    if (!values.ends_with(')')) {
      problems_.error(operand.value_at, "the list of AUTH lacks its ')'; write AUTH=(ACQ,PASS)");
      return;
    }
    values.remove_suffix(1);
  }
  for (const deck::Word& value : deck::split_operands(values, 0)) {
    const std::string word = deck::upper(value.text);
    const Position value_at{at.file, at.line, at.column + static_cast<std::uint32_t>(value.offset)};
    if (word == "ACQ" || word == "NOACQ") {
      auth.acquire = word == "ACQ";
    } else if (word == "PASS" || word == "NOPASS") {
      auth.pass = word == "PASS";
    } else if (contains(kAuthWords, word)) {
      note_unused("AUTH=" + word, value_at);
    } else {
      problems_.error(value_at, "'" + value.text + "' is not a value of AUTH" +
                                    meant(kAuthWords, word) + "; write AUTH=(ACQ), (PASS) or both");
    }
  }
  operands.auth = auth;
}

void ApplOperandReader::read_eas(const Operand& operand, ApplOperands& operands) {
  unsigned value = 0;
  const char* const begin = operand.value.data();
  const auto [end, fault] = std::from_chars(begin, begin + operand.value.size(), value);
  if (fault != std::errc() || end != begin + operand.value.size() ||
      value > std::numeric_limits<std::uint16_t>::max()) {
    problems_.error(operand.value_at,
                    "'" + operand.value + "' is no EAS: it is a number from 0 to 65535");
    return;
  }
  operands.eas = static_cast<std::uint16_t>(value);
}

// A password never goes into a message.
void ApplOperandReader::read_password(const Operand& operand, ApplOperands& operands) {
  constexpr std::size_t kLongest = 8;  // VTAM's APPL statement
  const bool good = !operand.value.empty() && operand.value.size() <= kLongest &&
                    operand.value.find_first_of("'()=") == std::string::npos;
  if (!good) {
    problems_.error(operand.value_at,
                    "PRTCT: a password has 1 to 8 characters, without quotes and parentheses; "
                    "write PRTCT=PASSWORD");
    return;
  }
  operands.password = deck::upper(operand.value);
}

template <class Name>
void ApplOperandReader::read_name(const Operand& operand, std::optional<Name>& name) {
  name = Name::parse(operand.value);
  if (!name) {
    problems_.error(operand.value_at, operand.key + ": " + name_fault_text(operand.value));
  }
}

void ApplOperandReader::note_unused(const std::string& operand, Position at) {
  if (noted_.insert(operand).second) {
    problems_.note(at, operand + " is not used here, nor where this book says it again");
  }
}

}  // namespace config::book
