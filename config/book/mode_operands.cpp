#include "config/book/mode_operands.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "config/nearest.h"

namespace config::book {
namespace {

// BIND bytes 8, 9 and 12 have six bits for a window.
constexpr std::uint32_t kLargestWindow = 0x3F;

// A number of one or two bytes, and where it goes.
struct NumberOperand {
  std::string_view key;
  std::size_t bytes;
  void (*set)(ModeEntry& entry, std::uint32_t value);
  bool window = false;
};

template <std::uint8_t ModeEntry::*member>
void set_byte(ModeEntry& entry, std::uint32_t value) {
  entry.*member = static_cast<std::uint8_t>(value);
}

template <std::uint16_t ModeEntry::*member>
void set_half_word(ModeEntry& entry, std::uint32_t value) {
  entry.*member = static_cast<std::uint16_t>(value);
}

constexpr NumberOperand kNumbers[] = {
    {"FMPROF", 1, set_byte<&ModeEntry::fm_profile>},
    {"TSPROF", 1, set_byte<&ModeEntry::ts_profile>},
    {"PRIPROT", 1, set_byte<&ModeEntry::primary>},
    {"SECPROT", 1, set_byte<&ModeEntry::secondary>},
    {"COMPROT", 2, set_half_word<&ModeEntry::common>},
    {"RUSIZES", 2, set_half_word<&ModeEntry::ru_sizes>},
    {"SRCVPAC", 1, set_byte<&ModeEntry::secondary_receive_pacing>, true},
    {"SSNDPAC", 1, set_byte<&ModeEntry::secondary_send_pacing>, true},
    {"PSNDPAC", 1, set_byte<&ModeEntry::primary_send_pacing>, true},
};

// Of VTAM's MODEENT, without a meaning for terminals and printers of TN3270.
constexpr auto kUnused =
    std::to_array<std::string_view>({"APPNCOS", "CERT", "CKEY", "CKEYNAME", "COS", "ENCR",
                                     "ENCRTYP", "LANG", "MAC", "MACLNTH", "MACTYPE", "TYPE"});

// Without these a BIND has profiles and protocols that no LU takes.
constexpr auto kNeeded =
    std::to_array<std::string_view>({"FMPROF", "TSPROF", "PRIPROT", "SECPROT", "COMPROT"});

std::vector<std::string_view> known_keys() {
  std::vector<std::string_view> keys = {"LOGMODE", "PSERVIC"};
  for (const NumberOperand& number : kNumbers) {
    keys.push_back(number.key);
  }
  keys.insert(keys.end(), kUnused.begin(), kUnused.end());
  return keys;
}

bool is_hex(std::string_view digits) {
  return std::all_of(digits.begin(), digits.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  });
}

ModeEntry blank_entry(ModeName name, Position at) {
  ModeEntry entry{name};
  entry.fm_profile = 0;
  entry.ts_profile = 0;
  entry.primary = 0;
  entry.secondary = 0;
  entry.common = 0;
  entry.at = at;
  return entry;
}

}  // namespace

std::optional<ModeEntry> ModeOperandReader::read(const Statement& statement) {
  const auto logmode =
      std::find_if(statement.operands.begin(), statement.operands.end(),
                   [](const Operand& operand) { return operand.key == "LOGMODE"; });
  const bool named = logmode != statement.operands.end();
  const std::string& text = named ? logmode->value : statement.label;
  const Position at =
      named ? logmode->value_at : (text.empty() ? statement.at : statement.label_at);
  const auto name = ModeName::parse(text);
  if (!name) {
    problems_.error(at, text.empty() && !named ? "this MODEENT has no name; add LOGMODE=NAME"
                                               : "LOGMODE: " + name_fault_text(text));
  }
  // Its operands are judged, whether it has a name or not.
  ModeEntry entry = blank_entry(name.value_or(*ModeName::parse("X")), at);
  std::set<std::string> said;
  for (const Operand& operand : statement.operands) {
    if (operand.key.empty()) {
      problems_.error(operand.at, operand.value.empty()
                                      ? "two commas with nothing between; take one out"
                                      : "'" + operand.value + "' is not an operand: they are " +
                                            "written KEYWORD=VALUE; remarks come after a blank");
    } else if (!said.insert(operand.key).second) {
      problems_.error(operand.at, operand.key + " is written twice in this statement; keep one");
    } else {
      read_operand(operand, entry);
    }
  }
  check_profiles(statement, said);
  return name ? std::optional(entry) : std::nullopt;
}

void ModeOperandReader::read_operand(const Operand& operand, ModeEntry& entry) {
  if (operand.key == "LOGMODE") {
    return;  // read first
  }
  if (operand.key == "PSERVIC") {
    read_pservic(operand, entry);
    return;
  }
  for (const NumberOperand& known : kNumbers) {
    if (known.key == operand.key) {
      const auto value = number(operand, known.bytes);
      if (value && known.window && *value > kLargestWindow) {
        problems_.error(operand.value_at, operand.key +
                                              " is a window of more than 63 RUs, for which a BIND "
                                              "has no room; write X'3F' or less");
      } else if (value) {
        known.set(entry, *value);
      }
      return;
    }
  }
  if (std::find(kUnused.begin(), kUnused.end(), operand.key) != kUnused.end()) {
    if (noted_.insert(operand.key).second) {
      problems_.note(operand.at,
                     operand.key + " is not used here, nor where this table says it again");
    }
    return;
  }
  problems_.error(operand.at, operand.key + " is not an operand of MODEENT" +
                                  did_you_mean(operand.key, known_keys()) +
                                  "; correct it, or take it out");
}

std::optional<std::string_view> ModeOperandReader::hex_digits(const Operand& operand,
                                                              std::size_t bytes) {
  std::string_view text = operand.value;
  const std::string form = operand.key + "=X'" + std::string(bytes * 2, '0') + "'";
  const bool framed = text.size() >= 3 && (text[0] == 'X' || text[0] == 'x') && text[1] == '\'' &&
                      text.back() == '\'';
  if (!framed) {
    problems_.error(operand.value_at, operand.key +
                                          " is written in hexadecimal digits between quotes; "
                                          "write it like " +
                                          form);
    return std::nullopt;
  }
  text.remove_prefix(2);
  text.remove_suffix(1);
  if (text.empty() || !is_hex(text)) {
    problems_.error(operand.value_at, "'" + std::string(text) +
                                          "' is not hexadecimal: its digits are 0-9 and A-F; "
                                          "write it like " +
                                          form);
    return std::nullopt;
  }
  return text;
}

std::optional<std::uint32_t> ModeOperandReader::number(const Operand& operand, std::size_t bytes) {
  const auto digits = hex_digits(operand, bytes);
  if (!digits) {
    return std::nullopt;
  }
  if (digits->size() > bytes * 2) {
    problems_.error(operand.value_at, operand.key + " has " + std::to_string(digits->size()) +
                                          " digits, but it is " +
                                          (bytes == 1 ? "one byte" : "two bytes") +
                                          "; write it with " + std::to_string(bytes * 2));
    return std::nullopt;
  }
  std::uint32_t value = 0;
  std::from_chars(digits->data(), digits->data() + digits->size(), value, 16);
  return value;
}

void ModeOperandReader::read_pservic(const Operand& operand, ModeEntry& entry) {
  const auto digits = hex_digits(operand, entry.pservic.size());
  if (!digits) {
    return;
  }
  if (digits->size() != entry.pservic.size() * 2) {
    problems_.error(operand.value_at,
                    "PSERVIC has " + std::to_string(digits->size()) +
                        " digits, but it is bytes 14 to 25 of the BIND; write it with 24");
    return;
  }
  const char* digit = digits->data();
  for (std::uint8_t& byte : entry.pservic) {
    std::from_chars(digit, digit + 2, byte, 16);
    digit += 2;
  }
}

void ModeOperandReader::check_profiles(const Statement& statement,
                                       const std::set<std::string>& said) {
  std::string lacks;
  for (const std::string_view key : kNeeded) {
    if (said.count(std::string(key)) == 0) {
      lacks += (lacks.empty() ? "" : ", ") + std::string(key);
    }
  }
  if (!lacks.empty()) {
    problems_.warning(statement.at, "this MODEENT lacks " + lacks +
                                        ", so VTAM puts zeros into its BIND, which no LU takes; "
                                        "add them");
  }
}

}  // namespace config::book
