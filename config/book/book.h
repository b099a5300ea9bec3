#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/deck/card.h"
#include "config/problem.h"
#include "config/settings.h"

namespace config::book {

// A book to be read: its cards, and what it may be called.
struct BookSource {
  std::vector<deck::Card> cards;
  std::string member;  // of CATALOG; empty: the label of VBUILD names the node
  std::string stem;    // of the file, if that has none
  Position at;
};

// One major node of TYPE=APPL. Operands of GROUP hold for the APPLs after it until the next GROUP,
// but never ACBNAME; APPL overrides them (MODEL 2). nullopt: it is nothing that can be run; why is
// in `problems`.
[[nodiscard]] std::optional<MajorNode> read_book(const BookSource& source, Problems& problems);

}  // namespace config::book
