#include "config/book/mode_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "config/book/mode_operands.h"
#include "config/book/statement.h"
#include "config/nearest.h"

namespace config::book {
namespace {

// They shape the listing and the object deck, never the table.
constexpr auto kAssembler = std::to_array<std::string_view>(
    {"AMODE", "CSECT", "EJECT", "PRINT", "PUNCH", "RMODE", "SPACE", "TITLE"});

class ModeTableReader {
 public:
  ModeTableReader(const ModeSource& source, Problems& problems)
      : source_(source), problems_(problems), operands_(problems) {}

  [[nodiscard]] std::vector<ModeTable> read() {
    for (const Statement& statement : statements_of(source_.cards, problems_)) {
      if (ended_) {
        problems_.warning(position(statement),
                          "END ends the source, what follows is not read; move END behind it");
        break;
      }
      read_statement(statement);
    }
    close_table();
    if (tables_.empty() && !faulty_) {
      problems_.error(source_.at, "there is no logmode table here; it begins with NAME MODETAB");
    }
    return std::move(tables_);
  }

 private:
  static Position position(const Statement& statement) {
    return statement.label.empty() ? statement.at : statement.label_at;
  }

  void read_statement(const Statement& statement) {
    if (statement.operation == "MODETAB") {
      begin_table(statement);
    } else if (statement.operation == "MODEENT") {
      add_entry(statement);
    } else if (statement.operation == "MODEEND") {
      end_table(statement);
    } else if (statement.operation == "END") {
      ended_ = true;
    } else if (std::find(kAssembler.begin(), kAssembler.end(), statement.operation) ==
               kAssembler.end()) {
      unknown(statement);
    }
  }

  void begin_table(const Statement& statement) {
    close_table();
    const std::string& text = statement.label.empty() ? source_.fallback : statement.label;
    const auto name = TableName::parse(text);
    if (!name) {
      problems_.error(position(statement),
                      "the name of this logmode table: " + name_fault_text(text) +
                          "; write it before MODETAB, in column 1");
      faulty_ = true;
    }
    open_ = true;
    tables_.push_back({name.value_or(*TableName::parse("X")), {}, position(statement)});
    named_ = name.has_value();
  }

  void add_entry(const Statement& statement) {
    const auto entry = operands_.read(statement);
    if (!open_) {
      problems_.error(statement.at,
                      "this MODEENT belongs to no table; begin it with NAME MODETAB before this");
      faulty_ = true;
      return;
    }
    if (!entry) {
      return;
    }
    auto& entries = tables_.back().entries;
    const bool twice = std::any_of(entries.begin(), entries.end(), [&](const ModeEntry& other) {
      return other.name == entry->name;
    });
    if (twice) {
      problems_.error(entry->at, "logmode " + entry->name.text() +
                                     " is already in this table; remove one, or rename it");
    } else {
      entries.push_back(*entry);
    }
  }

  void end_table(const Statement& statement) {
    if (!std::exchange(open_, false)) {
      problems_.error(statement.at, "MODEEND ends no table; take it out");
      faulty_ = true;
      return;
    }
    finish();
  }

  // At a MODETAB, or at the end of the source.
  void close_table() {
    if (std::exchange(open_, false)) {
      problems_.warning(tables_.back().at,
                        "no MODEEND ends this table; put it behind its last MODEENT");
      finish();
    }
  }

  void finish() {
    if (!named_) {
      tables_.pop_back();
    } else if (tables_.back().entries.empty()) {
      problems_.warning(tables_.back().at, "logmode table " + tables_.back().name.text() +
                                               " has no entries; add MODEENT statements");
    }
  }

  void unknown(const Statement& statement) {
    faulty_ = true;
    if (statement.operation.empty()) {
      problems_.error(statement.label_at, "'" + statement.label +
                                              "' has no operation; write NAME MODEENT OPERANDS, "
                                              "or begin the operation behind a blank");
      return;
    }
    problems_.error(
        statement.at,
        "'" + statement.operation + "' is not a statement of a logmode table" +
            did_you_mean(statement.operation, {"MODETAB", "MODEENT", "MODEEND", "END"}) +
            "; correct it, or take it out");
  }

  const ModeSource& source_;
  Problems& problems_;
  ModeOperandReader operands_;
  std::vector<ModeTable> tables_;
  bool open_ = false;    // between MODETAB and MODEEND
  bool named_ = false;   // the last of `tables_` has a name of its own
  bool ended_ = false;   // END was read
  bool faulty_ = false;  // something was reported that explains an empty result
};

}  // namespace

std::vector<ModeTable> read_mode_tables(const ModeSource& source, Problems& problems) {
  return ModeTableReader(source, problems).read();
}

}  // namespace config::book
