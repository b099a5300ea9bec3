#include "config/book/librarian.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "config/nearest.h"

namespace config::book {
namespace {

using deck::Card;
using deck::Word;

constexpr std::array<std::string_view, 18> kCommands = {
    "ACCESS", "BACKUP", "CATALOG", "CHANGE",  "COMPARE", "CONNECT", "COPY", "DEFINE",  "DELETE",
    "END",    "INPUT",  "LIST",    "LISTDIR", "LOCK",    "MOVE",    "ON",   "RELEASE", "RENAME"};

class LibrarianReader {
 public:
  explicit LibrarianReader(Problems& problems) : problems_(problems) {}

  void read(const Card& card) {
    if (!card.lost.empty()) {
      problems_.error(card.at, card.lost);
    } else if (open_ && card.text.starts_with("/+")) {
      open_ = false;
    } else if (open_) {
      members_.back().cards.push_back(card);
    } else if (!card.text.empty() && !deck::is_comment(card) && !card.text.starts_with('/')) {
      command(card);
    }
  }

  [[nodiscard]] std::vector<Member> take() {
    if (open_) {
      problems_.warning(members_.back().at, "no /+ ends member " + members_.back().name + "." +
                                                members_.back().type + "; put one behind it");
    }
    return std::move(members_);
  }

 private:
  void command(const Card& card) {
    const std::vector<Word> words = deck::words_of(card.text, 2);
    const std::string word = deck::upper(words[0].text);
    const Position at = card.position(words[0].offset);
    if (word.size() > 1 && std::string_view("CATALOG").starts_with(word)) {
      catalog(card, words);
    } else if (std::find(kCommands.begin(), kCommands.end(), word) == kCommands.end()) {
      problems_.warning(at, "'" + word + "' is not a command of LIBR" +
                                did_you_mean(word, {kCommands.begin(), kCommands.end()}) +
                                "; not read");
    } else if (word != "ACCESS" && word != "END") {
      problems_.note(at, word + " changes nothing here: only CATALOG is read");
    }
  }

  void catalog(const Card& card, const std::vector<Word>& words) {
    Member member;
    member.at =
        words.size() > 1 ? card.position(words[1].offset) : card.position(card.text.size() + 1);
    const std::string name = words.size() > 1 ? deck::upper(words[1].text) : std::string();
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size()) {
      problems_.error(member.at, "CATALOG lacks a member; write CATALOG NAME.B REPLACE=YES");
    }
    member.name = name.substr(0, dot);
    member.type = dot == std::string::npos ? std::string() : name.substr(dot + 1);
    members_.push_back(std::move(member));
    open_ = true;
  }

  Problems& problems_;
  std::vector<Member> members_;
  bool open_ = false;
};

}  // namespace

std::vector<Member> read_librarian(const std::vector<Card>& input, Problems& problems) {
  LibrarianReader reader(problems);
  for (const Card& card : input) {
    reader.read(card);
  }
  return reader.take();
}

}  // namespace config::book
