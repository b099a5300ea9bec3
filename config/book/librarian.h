#pragma once

#include <string>
#include <vector>

#include "config/deck/card.h"
#include "config/problem.h"

namespace config::book {

// What one CATALOG puts into a library.
struct Member {
  std::string name;  // upper case
  std::string type;
  Position at;  // of NAME.TYPE
  std::vector<deck::Card> cards;
};

// The members that the input of a LIBR step catalogues.
[[nodiscard]] std::vector<Member> read_librarian(const std::vector<deck::Card>& input,
                                                 Problems& problems);

}  // namespace config::book
