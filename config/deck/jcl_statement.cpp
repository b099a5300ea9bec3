#include "config/deck/jcl_statement.h"

#include <algorithm>

namespace config::deck {
namespace {

bool begins(const Card& card, std::string_view mark) {
  return card.text.starts_with(mark);
}

}  // namespace

CardKind kind_of(const Card& card) {
  const std::vector<Word> words = words_of(card.text, 2);
  if (words.size() == 2 && words[0].text == "*" && words[0].offset == 0 && words[1].text == "$$") {
    return CardKind::Power;
  }
  if (begins(card, "// ") || card.text == "//") {
    return CardKind::Jcl;
  }
  if (begins(card, "/*")) {
    return CardKind::EndOfData;
  }
  if (begins(card, "/&")) {
    return CardKind::EndOfJob;
  }
  if (begins(card, "/.")) {
    return CardKind::Label;
  }
  return begins(card, "/+") ? CardKind::EndOfBook : CardKind::Data;
}

JclStatement parse_jcl(const Card& card) {
  JclStatement statement;
  const std::vector<Word> words = words_of(card.text, 3);
  statement.at = card.at;
  if (words.size() > 1) {
    statement.operation = upper(words[1].text);
    statement.at = card.position(words[1].offset);
  }
  if (words.size() > 2) {
    const std::size_t from = words[2].offset;
    std::size_t to = from;
    bool quoted = false;
    while (to < card.text.size() && (quoted || card.text[to] != ' ')) {
      quoted = quoted != (card.text[to] == '\'');
      ++to;
    }
    statement.operands = split_operands(std::string_view(card.text).substr(from, to - from), 0);
    statement.operands_at = card.position(from);
  }
  return statement;
}

std::optional<Word> value_of(const std::vector<Word>& operands, std::string_view key) {
  for (const Word& operand : operands) {
    const std::size_t equals = operand.text.find('=');
    if (equals == std::string::npos || upper(operand.text.substr(0, equals)) != key) {
      continue;
    }
    Word value{operand.text.substr(equals + 1), operand.offset + equals + 1};
    if (value.text.size() >= 2 && value.text.front() == '\'' && value.text.back() == '\'') {
      value = {value.text.substr(1, value.text.size() - 2), value.offset + 1};
    }
    return value;
  }
  return std::nullopt;
}

}  // namespace config::deck
