#include "config/book/statement.h"

#include <algorithm>
#include <optional>

namespace config::book {
namespace {

using deck::Card;
using deck::Word;

bool is_passed_over(const Card& card) {
  // `.*` is a comment of the assembler's.
  return card.text.empty() || card.text.starts_with('*') || card.text.starts_with(".*") ||
         card.text.starts_with('/');
}

// Columns 1-71.
std::string statement_text(const Card& card) {
  std::string text = card.text.substr(0, card.mark.value_or(card.text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// Operands of one statement, from however many cards, each character with its position.
class OperandText {
 public:
  // Takes the operands that begin at `from`, up to a blank outside of quotes.
  void add(const Card& card, const std::string& text, std::size_t from) {
    std::size_t to = from;
    for (; to < text.size() && (quoted_ || text[to] != ' '); ++to) {
      if (text[to] == '\'') {
        quoted_ = !quoted_;
      } else if (!quoted_) {
        depth_ += text[to] == '(' ? 1 : 0;
        depth_ -= text[to] == ')' ? 1 : 0;
      }
    }
    pieces_.push_back({text_.size(), card.position(from)});
    text_ += text.substr(from, to - from);
    end_ = card.position(to);
    full_ = card.mark && to == *card.mark;
    blank_in_parentheses_ = depth_ > 0 && to < text.size();
  }

  [[nodiscard]] bool wants_more() const { return text_.ends_with(','); }
  // They fill their card up to column 71, so that a word may go on.
  [[nodiscard]] bool full() const { return full_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] bool blank_in_parentheses() const { return blank_in_parentheses_; }
  [[nodiscard]] Position end() const { return end_; }

  [[nodiscard]] std::vector<Operand> take() const {
    std::vector<Operand> operands;
    for (const Word& word : deck::split_operands(text_, 0)) {
      if (text_.empty() || (word.text.empty() && word.offset == text_.size())) {
        continue;
      }
      const std::size_t equals = word.text.find('=');
      if (equals == std::string::npos) {
        operands.push_back({"", word.text, position(word.offset), position(word.offset)});
      } else {
        operands.push_back({deck::upper(word.text.substr(0, equals)), word.text.substr(equals + 1),
                            position(word.offset), position(word.offset + equals + 1)});
      }
    }
    return operands;
  }

 private:
  struct Piece {
    std::size_t offset;
    Position at;
  };

  [[nodiscard]] Position position(std::size_t offset) const {
    const auto after = std::find_if(pieces_.begin(), pieces_.end(),
                                    [&](const Piece& piece) { return piece.offset > offset; });
    const Piece& piece = *std::prev(after);
    return {piece.at.file, piece.at.line,
            piece.at.column + static_cast<std::uint32_t>(offset - piece.offset)};
  }

  std::string text_;
  std::vector<Piece> pieces_;
  Position end_;
  int depth_ = 0;
  bool quoted_ = false;
  bool full_ = false;
  bool blank_in_parentheses_ = false;
};

class StatementReader {
 public:
  StatementReader(const std::vector<Card>& cards, Problems& problems)
      : cards_(cards), problems_(problems) {}

  [[nodiscard]] std::vector<Statement> read() {
    std::vector<Statement> statements;
    while (next_ < cards_.size()) {
      const Card& card = cards_[next_++];
      if (!card.lost.empty()) {
        problems_.error(card.at, card.lost);
      } else if (card.mark && statement_text(card).empty()) {
        problems_.error(card.position(*card.mark),
                        "there is something in column 72, but no statement before it; blank it");
      } else if (!is_passed_over(card)) {
        statements.push_back(read_statement(card));
      }
    }
    return statements;
  }

 private:
  Statement read_statement(const Card& first) {
    Statement statement;
    const std::string text = statement_text(first);
    std::vector<Word> words = deck::words_of(text, 3);
    if (!text.starts_with(' ')) {
      statement.label = words[0].text;
      statement.label_at = first.position(words[0].offset);
      words.erase(words.begin());
    }
    statement.at = first.position(words.empty() ? text.size() + 1 : words[0].offset);
    statement.operation = words.empty() ? std::string() : deck::upper(words[0].text);
    OperandText operands;
    if (words.size() > 1) {
      operands.add(first, text, words[1].offset);
    }
    const Card* card = &first;
    while (const Card* more = continuation(*card, operands)) {
      const std::string more_text = statement_text(*more);
      const bool remark = !operands.wants_more() && !operands.full() && !operands.empty();
      if (remark) {
        problems_.warning(more->at,
                          "this card goes on with the remarks of the one before, because no comma "
                          "ends the operands there; it is not used");
      } else if (!more_text.empty()) {
        operands.add(*more, more_text, more_text.find_first_not_of(' '));
      }
      card = more;
    }
    if (operands.blank_in_parentheses()) {
      problems_.error(operands.end(),
                      "a blank ends the operands, but a parenthesis is open; take the blank out");
    }
    statement.operands = operands.take();
    return statement;
  }

  // The card that goes on with the statement; nullptr: none, or none that can.
  const Card* continuation(const Card& card, const OperandText& operands) {
    const bool comma = operands.wants_more() && !operands.blank_in_parentheses();
    if (!card.mark && !comma) {
      return nullptr;
    }
    const bool there =
        next_ < cards_.size() && cards_[next_].lost.empty() && cards_[next_].text.starts_with(' ');
    if (card.mark && !there) {
      const bool end = next_ >= cards_.size() || cards_[next_].text.starts_with('/');
      problems_.error(card.position(*card.mark),
                      std::string("column 72 continues this statement, but ") +
                          (end ? "the book ends here" : "the next card is not a continuation") +
                          "; blank column 72, or continue the operands in column 16");
    } else if (!card.mark) {
      problems_.error(operands.end(),
                      there ? "a comma ends the operands, but column 72 is blank; put an X there"
                            : "a comma ends the operands, but nothing follows; take it out, or "
                              "continue the statement with an X in column 72");
    }
    return there ? &cards_[next_++] : nullptr;
  }

  const std::vector<Card>& cards_;
  Problems& problems_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<Statement> statements_of(const std::vector<Card>& cards, Problems& problems) {
  return StatementReader(cards, problems).read();
}

}  // namespace config::book
