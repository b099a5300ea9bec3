#include "config/deck/stack_deck.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/deck/firewall_line.h"
#include "config/deck/operands.h"
#include "config/deck/stack_id.h"
#include "config/load_address.h"
#include "config/nearest.h"

namespace config::deck {
namespace {

// Statements of a stack that the system's own TCP/IP makes needless.
constexpr auto kUnused =
    std::to_array<std::string_view>({"ATTACH", "DEVICE", "DNS", "INTERVAL", "LINK", "ROUTE"});

class StackReader {
 public:
  StackReader(const Step& step, Reading& reading)
      : step_(step), reading_(reading), problems_(reading.draft.problems) {
    deck_.at = step.at;
  }

  void read() {
    for (const Card& card : step_.input) {
      if (!card.lost.empty()) {
        problems_.error(card.at, card.lost);
      } else if (!card.text.empty() && !is_comment(card) && !card.text.starts_with('/')) {
        read_statement(card);
      }
    }
    note_what_is_not_used();
    if (step_.cut_by) {
      problems_.warning(*step_.cut_by,
                        "the cards of the stack end here, but no /* ends them; put /* before this");
    }
    keep();
  }

 private:
  using Handler = void (StackReader::*)(Operands&);
  struct Statement {
    std::string_view word;
    std::string_view form;
    Handler handler;
  };
  static const std::array<Statement, 4> kStatements;

  struct Unused {
    std::string word;
    Position at;
    std::size_t count = 0;
  };

  void read_statement(const Card& card) {
    const Word first = words_of(card.text, 1)[0];
    const std::string word = upper(first.text);
    const auto* const statement =
        std::find_if(kStatements.begin(), kStatements.end(),
                     [&](const Statement& known) { return known.word == word; });
    if (statement != kStatements.end()) {
      Operands operands(card, statement->form, Quote::Yes, problems_);
      (this->*statement->handler)(operands);
      return;
    }
    const Position at = card.position(first.offset);
    const bool known = std::find(kUnused.begin(), kUnused.end(), word) != kUnused.end();
    const std::string meant = known ? std::string() : did_you_mean(word, {"COUPLE", "HOST"});
    if (!meant.empty()) {
      problems_.warning(at, "'" + word + "' is not a statement of a stack" + meant + "; ignored");
      return;
    }
    const auto same = std::find_if(unused_.begin(), unused_.end(),
                                   [&](const Unused& other) { return other.word == word; });
    if (same != unused_.end()) {
      ++same->count;
    } else {
      unused_.push_back({word, at, 1});
    }
  }

  void note_what_is_not_used() {
    for (const Unused& unused : unused_) {
      problems_.note(unused.at,
                     "'" + unused.word + "' is ignored" +
                         (unused.count == 1 ? std::string()
                                            : " (" + std::to_string(unused.count) + " cards)") +
                         ": the system's own TCP/IP is used");
    }
  }

  std::optional<std::string> number(Operands& operands, std::string_view form) {
    const auto text = operands.required(1, "a number");
    operands.end(1);
    if (!text) {
      return std::nullopt;
    }
    auto id = stack_id(*text);
    if (!id) {
      operands.error(1, operands.quoted(1) + " is not an ID: a number from 00 to 99; write " +
                            std::string(form));
    }
    return id;
  }

  void id(Operands& operands) {
    id_said_ = true;
    const auto id = number(operands, "ID NN");
    if (id && id_ && *id_ != *id) {
      operands.error(1, "ID " + *id + " after ID " + *id_ + ": a stack has one; keep one");
    } else if (id) {
      id_ = id;
    }
  }

  void couple(Operands& operands) {
    const auto partner = number(operands, "COUPLE NN");
    if (!partner) {
      return;
    }
    if (deck_.couple && *deck_.couple != *partner) {
      operands.error(1, "COUPLE " + *partner + " after COUPLE " + *deck_.couple +
                            ": a stack has one partner; keep one");
      return;
    }
    deck_.couple = partner;
    deck_.couple_at = operands.at(1);
  }

  void host(Operands& operands) {
    const auto name = operands.required(1, "a name");
    const auto address = name ? operands.required(2, "an address") : std::nullopt;
    operands.end(2);
    if (!name || !address) {
      return;
    }
    if (is_literal_address(*name)) {
      operands.error(1, operands.quoted(1) + " is an address, not a name; write HOST NAME ADDRESS");
      return;
    }
    if (!is_literal_address(*address)) {
      operands.error(2, operands.quoted(2) +
                            " is not an address; write it in digits, like 192.0.2.1 or "
                            "2001:db8::1");
      return;
    }
    const auto [known, is_new] =
        deck_.hosts.emplace(upper(*name), HostCard{*address, operands.at(1)});
    if (!is_new && parse_address(known->second.address) != parse_address(*address)) {
      operands.warning(1, "HOST " + upper(*name) + " is " + known->second.address + " at " +
                              format(known->second.at, reading_.draft.config.files) +
                              " already, and that counts; keep one of the two");
    }
  }

  void firewall(Operands& operands) {
    const auto card = read_firewall_line(operands);
    if (!card) {
      return;
    }
    if (card->tcp) {
      deck_.firewall.push_back(card->line);
    } else if (!std::exchange(udp_noted_, true)) {
      problems_.note(operands.at(0), "firewall lines of UDP are not used: nothing here speaks it");
    }
  }

  void keep() {
    const auto sysparm = step_.sysparm ? stack_id(step_.sysparm->text) : std::nullopt;
    if (!id_ && !id_said_) {
      id_ = sysparm;
    }
    if (!id_) {
      if (!id_said_ && (!deck_.hosts.empty() || deck_.couple || !deck_.firewall.empty())) {
        problems_.warning(step_.at,
                          "no ID, so the HOST, COUPLE and IN cards of this stack hold for no deck; "
                          "add ID NN");
      }
      return;
    }
    if (deck_.couple == id_) {
      problems_.error(deck_.couple_at,
                      "COUPLE names the stack's own ID; write the other stack's number");
      deck_.couple.reset();
    }
    auto& decks = reading_.draft.stack_decks;
    const auto [known, is_new] = decks.emplace(*id_, deck_);
    const std::size_t names = deck_.hosts.size();
    problems_.note(step_.at, "of the stack with ID " + *id_ +
                                 " are used: " + std::to_string(names) +
                                 (names == 1 ? " name" : " names") + " of HOST cards" +
                                 (deck_.couple ? ", COUPLE " + *deck_.couple : std::string()) +
                                 (deck_.firewall.empty() ? "" : ", the firewall (IN)"));
    if (!is_new) {
      problems_.warning(step_.at, "the stack with ID " + *id_ + " was already given at " +
                                      format(known->second.at, reading_.draft.config.files) +
                                      ", and what it says counts; give one of the two");
      known->second.hosts.insert(deck_.hosts.begin(), deck_.hosts.end());
    }
  }

  const Step& step_;
  Reading& reading_;
  Problems& problems_;
  StackDeck deck_;
  std::optional<std::string> id_;
  std::vector<Unused> unused_;
  bool id_said_ = false;
  bool udp_noted_ = false;
};

const std::array<StackReader::Statement, 4> StackReader::kStatements = {{
    {"ID", "ID NN", &StackReader::id},
    {"COUPLE", "COUPLE NN", &StackReader::couple},
    {"HOST", "HOST NAME ADDRESS", &StackReader::host},
    {"IN", kFirewallForm, &StackReader::firewall},
}};

}  // namespace

void read_stack_deck(const Step& step, Reading& reading) {
  StackReader(step, reading).read();
}

}  // namespace config::deck
