#pragma once

#include <optional>
#include <set>
#include <string>

#include "config/book/statement.h"
#include "config/settings.h"

namespace config::book {

// The operands of GROUP and APPL that are used here; what was not written is nullopt.
struct ApplOperands {
  struct Auth {
    bool acquire = false;
    bool pass = false;
  };
  std::optional<Auth> auth;
  std::optional<std::uint16_t> eas;
  std::optional<ApplId> acb_name;
  std::optional<TableName> modetab;
  std::optional<ModeName> dlogmod;
  std::optional<std::string> password;  // PRTCT
  Position modetab_at;
  Position dlogmod_at;
};

// Reads them from one statement after another. Operands of VTAM that are not used here are noted
// once in a book, unknown ones are errors.
class ApplOperandReader {
 public:
  explicit ApplOperandReader(Problems& problems) : problems_(problems) {}
  [[nodiscard]] ApplOperands read(const Statement& statement);

 private:
  void read_operand(const Operand& operand, ApplOperands& operands);
  void read_auth(const Operand& operand, ApplOperands& operands);
  void read_eas(const Operand& operand, ApplOperands& operands);
  void read_password(const Operand& operand, ApplOperands& operands);
  void not_an_operand(const Statement& statement, const Operand& operand);
  template <class Name>
  void read_name(const Operand& operand, std::optional<Name>& name);
  void note_unused(const std::string& operand, Position at);

  Problems& problems_;
  std::set<std::string> noted_;
};

}  // namespace config::book
