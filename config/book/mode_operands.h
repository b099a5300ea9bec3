#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "config/book/statement.h"
#include "config/settings.h"

namespace config::book {

// Reads one MODEENT after another. Operands of VTAM that are not used here are noted once in a
// source, unknown ones are errors.
class ModeOperandReader {
 public:
  explicit ModeOperandReader(Problems& problems) : problems_(problems) {}

  // LOGMODE names the entry, its label only if there is no LOGMODE. Bytes that nobody said are 00,
  // as VTAM's macro has them. nullopt: it has no name, which has been reported.
  [[nodiscard]] std::optional<ModeEntry> read(const Statement& statement);

 private:
  void read_operand(const Operand& operand, ModeEntry& entry);
  [[nodiscard]] std::optional<std::uint32_t> number(const Operand& operand, std::size_t bytes);
  void read_pservic(const Operand& operand, ModeEntry& entry);
  // The digits of X'…', or nullopt with an error.
  [[nodiscard]] std::optional<std::string_view> hex_digits(const Operand& operand,
                                                           std::size_t bytes);
  void check_profiles(const Statement& statement, const std::set<std::string>& said);

  Problems& problems_;
  std::set<std::string> noted_;
};

}  // namespace config::book
