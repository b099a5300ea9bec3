#include "config/book/book.h"

#include <string_view>
#include <utility>

#include "config/book/appl_operands.h"
#include "config/book/statement.h"
#include "config/nearest.h"

namespace config::book {
namespace {

class BookReader {
 public:
  BookReader(const BookSource& source, Problems& problems)
      : source_(source), problems_(problems), operands_(problems) {}

  [[nodiscard]] std::optional<MajorNode> read() {
    const std::vector<Statement> statements = statements_of(source_.cards, problems_);
    if (!begins_well(statements)) {
      return std::nullopt;
    }
    for (const Statement& statement : statements) {
      read_statement(statement);
    }
    const auto name = node_name(statements.front());
    if (!name) {
      return std::nullopt;
    }
    return MajorNode{*name, std::move(rows_), statements.front().at};
  }

 private:
  // VBUILD TYPE=APPL comes first; other types are refused once, not statement by statement.
  bool begins_well(const std::vector<Statement>& statements) {
    if (statements.empty()) {
      problems_.error(source_.at, "this book has no statements; it begins with VBUILD TYPE=APPL");
      return false;
    }
    const Statement& first = statements.front();
    if (first.operation == "USSTAB") {
      problems_.error(first.at,
                      "a USSTAB is not read; leave it out and say its messages by \"uss\" in a "
                      "JSON file");
      return false;
    }
    if (first.operation != "VBUILD") {
      problems_.error(first.label.empty() ? first.at : first.label_at,
                      "a book begins with VBUILD; write NAME VBUILD TYPE=APPL before this");
      return true;
    }
    for (const Operand& operand : first.operands) {
      if (operand.key == "TYPE" && deck::upper(operand.value) == "APPL") {
        return true;
      }
      if (operand.key == "TYPE") {
        problems_.error(operand.value_at, "VBUILD TYPE=" + deck::upper(operand.value) +
                                              " is not supported: only TYPE=APPL is; leave this "
                                              "book out");
        return false;
      }
    }
    problems_.error(first.at, "VBUILD lacks its type; write VBUILD TYPE=APPL");
    return false;
  }

  std::optional<NodeName> node_name(const Statement& first) {
    const bool labelled = first.operation == "VBUILD" && !first.label.empty();
    const std::string& text =
        !source_.member.empty() ? source_.member : (labelled ? first.label : source_.stem);
    auto name = NodeName::parse(text);
    if (!name) {
      problems_.error(labelled ? first.label_at : first.at,
                      "the name of this major node: " + name_fault_text(text) +
                          "; write it before VBUILD, in column 1");
    }
    return name;
  }

  void read_statement(const Statement& statement) {
    if (statement.operation == "APPL") {
      read_appl(statement);
    } else if (statement.operation == "GROUP") {
      read_group(statement);
    } else if (statement.operation == "VBUILD") {
      if (std::exchange(vbuild_seen_, true)) {
        problems_.error(statement.at, "a second VBUILD; put this major node into its own member");
      }
    } else {
      unknown(statement);
    }
  }

  void unknown(const Statement& statement) {
    if (statement.operation.empty()) {
      problems_.error(statement.label_at,
                      "'" + statement.label + "' has no operation; write NAME APPL OPERANDS");
      return;
    }
    // "  T001 APPL": the name stands where the operation belongs.
    const bool shifted = statement.label.empty() && statement.operands.size() == 1 &&
                         (deck::upper(statement.operands[0].value) == "APPL" ||
                          deck::upper(statement.operands[0].value) == "GROUP" ||
                          deck::upper(statement.operands[0].value) == "VBUILD");
    problems_.error(statement.at,
                    shifted ? "a name begins in column 1; move '" + statement.operation + "' there"
                            : "'" + statement.operation + "' is not a statement of an APPL book" +
                                  did_you_mean(statement.operation, {"APPL", "GROUP", "VBUILD"}) +
                                  "; correct it, or take it out");
  }

  void read_group(const Statement& statement) {
    group_ = std::nullopt;
    if (!statement.label.empty()) {
      group_ = GroupName::parse(statement.label);
      if (!group_) {
        problems_.error(statement.label_at, "GROUP: " + name_fault_text(statement.label));
      }
    }
    sifted_ = operands_.read(statement);
    for (const Operand& operand : statement.operands) {
      if (operand.key == "ACBNAME") {
        problems_.warning(operand.at,
                          "ACBNAME never goes from GROUP to APPL; write it on the APPL");
      }
    }
  }

  void read_appl(const Statement& statement) {
    const ApplOperands own = operands_.read(statement);
    if (statement.label.empty()) {
      problems_.error(statement.at,
                      "this APPL has no name; write it in column 1, like T001 APPL AUTH=(ACQ)");
      return;
    }
    const auto name = ApplId::parse(statement.label);
    if (!name) {
      problems_.error(statement.label_at, "APPL: " + name_fault_text(statement.label));
      return;
    }
    ApplRow row{*name};
    const auto auth = own.auth ? own.auth : sifted_.auth;
    row.acquire = auth && auth->acquire;
    row.pass = auth && auth->pass;
    row.eas = own.eas.value_or(sifted_.eas.value_or(row.eas));
    row.acb_name = own.acb_name;
    row.modetab = own.modetab ? own.modetab : sifted_.modetab;
    row.dlogmod = own.dlogmod ? own.dlogmod : sifted_.dlogmod;
    row.modetab_at = own.modetab ? own.modetab_at : sifted_.modetab_at;
    row.dlogmod_at = own.dlogmod ? own.dlogmod_at : sifted_.dlogmod_at;
    row.password = own.password.value_or(sifted_.password.value_or(""));
    row.group = group_;
    row.at = statement.label_at;
    rows_.push_back(row);
  }

  const BookSource& source_;
  Problems& problems_;
  ApplOperandReader operands_;
  ApplOperands sifted_;
  std::optional<GroupName> group_;
  std::vector<ApplRow> rows_;
  bool vbuild_seen_ = false;
};

}  // namespace

std::optional<MajorNode> read_book(const BookSource& source, Problems& problems) {
  return BookReader(source, problems).read();
}

}  // namespace config::book
