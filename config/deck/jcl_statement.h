#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/deck/card.h"

namespace config::deck {

enum class CardKind : std::uint8_t {
  Power,      // * $$ …
  Jcl,        // // …
  EndOfData,  // /*
  EndOfJob,   // /&
  Label,      // /. …
  EndOfBook,  // /+
  Data
};

[[nodiscard]] CardKind kind_of(const Card& card);

// `// OPERATION operands`: the operands are the text up to a blank outside of quotes.
struct JclStatement {
  std::string operation;  // upper case
  Position at;            // of the operation
  std::vector<Word> operands;
  Position operands_at;  // their offsets count from here
};
[[nodiscard]] JclStatement parse_jcl(const Card& card);

// The value of KEY=value or KEY='value' among operands, and where the value begins.
[[nodiscard]] std::optional<Word> value_of(const std::vector<Word>& operands, std::string_view key);

}  // namespace config::deck
