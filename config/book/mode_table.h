#pragma once

#include <string>
#include <vector>

#include "config/deck/card.h"
#include "config/problem.h"
#include "config/settings.h"

namespace config::book {

// Assembler source of logmode tables, and what the table may be called.
struct ModeSource {
  std::vector<deck::Card> cards;
  std::string fallback;  // member or file, if MODETAB has no label
  Position at;
};

// `NAME MODETAB`, its MODEENTs and MODEEND; several tables may follow each other until END. The
// assembler's own statements for listings are passed over. Empty: why is in `problems`.
[[nodiscard]] std::vector<ModeTable> read_mode_tables(const ModeSource& source, Problems& problems);

}  // namespace config::book
