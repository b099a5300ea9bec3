#pragma once

#include <string>
#include <vector>

#include "config/deck/card.h"
#include "config/problem.h"

namespace config::book {

struct Operand {
  std::string key;    // upper case; of KEY=value. Empty: there is no `=`
  std::string value;  // or the whole operand
  Position at;
  Position value_at;
};

// One statement of a VTAM definition, with its continuation cards: name in column 1, operation,
// operands up to a blank, remarks.
struct Statement {
  std::string label;
  Position label_at;
  std::string operation;  // upper case
  Position at;            // of the operation
  std::vector<Operand> operands;
};

// The statements of a book. `*` or `.*` in column 1 makes a comment; something in column 72
// continues a statement on the next card, where blanks stand before the operands (column 16; any
// column after the first is taken). What is wrong with cards and continuations is in `problems`.
[[nodiscard]] std::vector<Statement> statements_of(const std::vector<deck::Card>& cards,
                                                   Problems& problems);

}  // namespace config::book
