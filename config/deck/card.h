#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"

namespace config::deck {

// One 80-column card: what columns 1 to 72 hold. A tab counts as one blank.
struct Card {
  std::string text;                 // without trailing blanks
  Position at;                      // column 1
  std::optional<std::size_t> mark;  // offset of column 72 in `text`, if something stands there
  bool cut = false;                 // a word goes on past column 72, or text past column 80
  std::string lost;                 // not empty: an include that was not found, in words

  [[nodiscard]] Position position(std::size_t offset) const;
};

// The cards of one file. A byte order mark, CR LF and a trailing Ctrl-Z (X'1A') are no part of
// them.
[[nodiscard]] std::vector<Card> cards_of(std::string_view text, std::uint32_t file);

// A word of a card and where it begins.
struct Word {
  std::string text;
  std::size_t offset = 0;
};

// Up to `most` words that blanks separate; what comes after them is not looked at.
[[nodiscard]] std::vector<Word> words_of(std::string_view text, std::size_t most = 64);

// The text from word number `index` to the end, or empty.
[[nodiscard]] std::string_view rest_from(std::string_view text, std::size_t index);

// Operands that commas separate, outside of parentheses and quotes; offsets count from `offset`.
[[nodiscard]] std::vector<Word> split_operands(std::string_view text, std::size_t offset);

[[nodiscard]] std::string upper(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);

// Where `text` stops being UTF-8, if it does.
[[nodiscard]] std::optional<std::size_t> not_utf8(std::string_view text);

// A comment: `*` is the first thing on the card.
[[nodiscard]] bool is_comment(const Card& card);

}  // namespace config::deck
