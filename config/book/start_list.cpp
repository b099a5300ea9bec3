#include "config/book/start_list.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace config::book {
namespace {

using deck::Card;
using deck::Word;

class StartListReader {
 public:
  StartListReader(StartList& list, Problems& problems) : list_(list), problems_(problems) {}

  void read(const Card& card) {
    std::string text = card.text.substr(0, card.mark.value_or(card.text.size()));
    const std::vector<Word> words = deck::words_of(text, 2);
    if (words.empty()) {
      continued_ = card.mark ? std::optional(card.position(*card.mark)) : continued_;
      return;
    }
    if (!list_.nodes.empty() && !continued_ && !std::exchange(warned_, true)) {
      problems_.warning(
          card.position(words[0].offset),
          "the card before this ends the list, as column 72 is blank there; the names "
          "from here on are taken all the same");
    }
    if (words.size() > 1) {
      problems_.warning(card.position(words[1].offset),
                        "a blank ends the names of a card, this is a remark; put commas between "
                        "names");
    }
    read_names(card, words[0]);
    continued_ = card.mark ? std::optional(card.position(*card.mark)) : std::nullopt;
  }

  void end() {
    if (continued_) {
      problems_.error(*continued_, "column 72 continues the list, but nothing follows; blank it");
    } else if (comma_) {
      problems_.error(*comma_, "a comma ends the list; take it out, or add a name");
    }
  }

 private:
  void read_names(const Card& card, const Word& names) {
    comma_.reset();
    for (const Word& name : deck::split_operands(names.text, names.offset)) {
      const bool last = name.offset + name.text.size() == names.offset + names.text.size();
      if (name.text.empty() && last) {
        comma_ = card.position(name.offset - 1);
      } else if (const auto node = NodeName::parse(name.text)) {
        list_.nodes.push_back(*node);
      } else {
        problems_.error(card.position(name.offset), "start list: " + name_fault_text(name.text));
      }
    }
  }

  StartList& list_;
  Problems& problems_;
  std::optional<Position> continued_;  // column 72 of the card before
  std::optional<Position> comma_;      // that ended the card before
  bool warned_ = false;
};

}  // namespace

StartList read_start_list(const std::vector<Card>& cards, std::string name, Position at,
                          Problems& problems) {
  StartList list;
  list.name = std::move(name);
  list.at = at;
  StartListReader reader(list, problems);
  for (const Card& card : cards) {
    if (!card.lost.empty()) {
      problems.error(card.at, card.lost);
    } else if (!card.text.empty() && !deck::is_comment(card) && !card.text.starts_with('/')) {
      reader.read(card);
    }
  }
  reader.end();
  return list;
}

}  // namespace config::book
