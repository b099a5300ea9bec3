#include "config/load_cards.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "config/book/book.h"
#include "config/book/librarian.h"
#include "config/book/mode_table.h"
#include "config/book/start_list.h"
#include "config/deck/content.h"
#include "config/deck/ftp_security.h"
#include "config/deck/include.h"
#include "config/deck/job.h"
#include "config/deck/stack_deck.h"
#include "config/deck/tls_deck.h"
#include "config/deck/vnet_deck.h"

namespace config {
namespace {

using deck::Card;
using deck::Content;
using deck::Step;

bool is_start_list_name(std::string_view member) {
  return member.starts_with("ATCCON") && member.size() == 8;
}

// Statements of the linkage editor stand between the steps of a job that assembles.
bool is_for_linker(const Card& card) {
  constexpr std::string_view kStatements[] = {"ACTION", "ENTRY", "INCLUDE", "MODE", "PHASE"};
  const std::vector<deck::Word> words = deck::words_of(card.text, 1);
  return card.text.starts_with(' ') &&
         std::find(std::begin(kStatements), std::end(kStatements), deck::upper(words[0].text)) !=
             std::end(kStatements);
}

class CardFile {
 public:
  CardFile(std::uint32_t file, std::string stem, deck::Reading& reading)
      : file_(file), stem_(std::move(stem)), reading_(reading), problems_(reading.draft.problems) {}

  [[nodiscard]] std::vector<ServerSettings> read(const std::vector<Card>& cards) {
    const deck::Job job = deck::read_job(cards);
    for (const Step& step : job.steps) {
      read_step(step);
    }
    outside(job);
    if (!useful_) {
      refuse(job);
    }
    name_partitions();
    return std::move(servers_);
  }

 private:
  // What an assembler step is about is what it assembles.
  static Content content_of(const Step& step) {
    if (step.program.empty()) {
      return deck::content_of_cards(step.input);
    }
    const Content content = deck::content_of_program(step.program);
    if (content == Content::Assembler && deck::content_of_cards(step.input) == Content::ModeTable) {
      return Content::ModeTable;
    }
    return content;
  }

  void read_step(const Step& step) {
    const Content content = content_of(step);
    useful_ = useful_ || deck::is_read(content);
    if (deck::is_read(content)) {
      check_characters(step);
    }
    switch (content) {
      case Content::Vnet:
        servers_.push_back(deck::read_vnet_deck(step, stem_, reading_));
        break;
      case Content::Stack:
        deck::read_stack_deck(step, reading_);
        break;
      case Content::Tls:
        deck::read_tls_deck(step, reading_);
        break;
      case Content::FtpAccess:
        deck::read_ftp_security(step.input, reading_);
        break;
      case Content::Book:
        add_book({step.input, "", stem_, step.at});
        break;
      case Content::ModeTable:
        add_mode_tables({step.input, stem_, step.at});
        break;
      case Content::StartList:
        add_start_list(step.input, stem_, step.at);
        break;
      case Content::Librarian:
        read_members(step);
        break;
      default:
        break;
    }
  }

  // Titles and names go out again, to screens and as JSON. Comments may be what they are.
  void check_characters(const Step& step) {
    for (const Card& card : step.input) {
      const auto offset = deck::is_comment(card) ? std::nullopt : deck::not_utf8(card.text);
      if (offset) {
        problems_.error(card.position(*offset),
                        "this character is not UTF-8; convert the file, perhaps by "
                        "iconv -f ISO-8859-1 -t UTF-8");
        return;
      }
    }
  }

  void read_members(const Step& step) {
    const std::vector<book::Member> members = book::read_librarian(step.input, problems_);
    if (members.empty()) {
      problems_.note(step.at, "LIBR catalogues nothing in this step");
    }
    for (const book::Member& member : members) {
      const Content content = deck::content_of_cards(member.cards);
      if (is_start_list_name(member.name)) {
        add_start_list(member.cards, member.name, member.at);
      } else if (content == Content::ModeTable) {
        add_mode_tables({member.cards, member.name, member.at});
      } else if (content == Content::Book || member.type == "B") {
        add_book({member.cards, member.name, stem_, member.at});
      } else if (!member.name.empty()) {
        problems_.note(member.at, "member " + member.name + "." + member.type +
                                      " is no book, start list or logmode table; not read");
      }
    }
  }

  void add_book(const book::BookSource& source) {
    auto node = book::read_book(source, problems_);
    if (!node) {
      return;
    }
    auto& nodes = reading_.draft.config.nodes;
    const auto same = std::find_if(nodes.begin(), nodes.end(), [&](const MajorNode& other) {
      return other.name == node->name;
    });
    if (same != nodes.end()) {
      problems_.error(node->at, "major node " + node->name.text() + " was already given at " +
                                    format(same->at, reading_.draft.config.files) +
                                    "; keep one of the two, or name them differently");
      return;
    }
    nodes.push_back(std::move(*node));
  }

  void add_mode_tables(const book::ModeSource& source) {
    auto& tables = reading_.draft.config.mode_tables;
    for (ModeTable& table : book::read_mode_tables(source, problems_)) {
      const auto same = std::find_if(tables.begin(), tables.end(), [&](const ModeTable& other) {
        return other.name == table.name;
      });
      if (same != tables.end()) {
        problems_.error(table.at, "logmode table " + table.name.text() + " was already given at " +
                                      format(same->at, reading_.draft.config.files) +
                                      "; keep one of the two, or name them differently");
      } else {
        tables.push_back(std::move(table));
      }
    }
  }

  void add_start_list(const std::vector<Card>& cards, const std::string& name, Position at) {
    StartList list = book::read_start_list(cards, name, at, problems_);
    if (reading_.draft.claim("start list", at)) {
      reading_.draft.config.start_list = std::move(list);
    }
  }

  // What stands around the steps.
  void outside(const deck::Job& job) {
    for (const Card& card : job.lost) {
      lost(card, useful_ || job.steps.empty() ? Severity::Error : Severity::Note);
    }
    for (const Step& step : job.steps) {
      const Content content = content_of(step);
      if (step.program.empty() || deck::is_read(content)) {
        continue;
      }
      if (useful_ && content != Content::Silent) {
        problems_.note(step.at, "step " + step.program + " is not run here");
      }
      for (const Card& card : step.input) {
        lost(card, Severity::Note);
      }
    }
    for (const Card& card : job.loose) {
      if (useful_ && !card.text.empty() && !deck::is_comment(card) && !is_for_linker(card)) {
        problems_.warning(card.at,
                          "this card, and what follows up to the next JCL statement, belongs to no "
                          "step: /* ended the one before, or EXEC is missing; not read");
        return;
      }
    }
  }

  // An include that was not found; it does not matter for programs that are not run here.
  void lost(const Card& card, Severity severity) {
    if (card.lost.empty()) {
      return;
    }
    if (severity == Severity::Error) {
      problems_.error(card.at, card.lost);
    } else {
      problems_.note(card.at, card.lost);
    }
  }

  // A file from which nothing at all can be taken.
  void refuse(const deck::Job& job) {
    std::string programs;
    for (const Step& step : job.steps) {
      if (!step.program.empty()) {
        programs += (programs.empty() ? "" : ", ") + step.program;
        const Content content = deck::content_of_program(step.program);
        if (content == Content::FtpServer || content == Content::FtpClient) {
          programs += " (" + std::string(deck::text(content)) + ")";
        }
      }
    }
    if (!programs.empty()) {
      problems_.error(job.steps.front().at,
                      "nothing in this job can be run here: its programs are " + programs +
                          "; leave the file out");
      return;
    }
    if (job.steps.empty()) {
      problems_.error({file_, 0, 0}, "this job runs no program; it needs // EXEC BSTTVNET");
      return;
    }
    const std::vector<Card>& cards = job.steps.front().input;
    const Content content = deck::content_of_cards(cards);
    if (content == Content::Unreadable) {
      problems_.error(
          job.steps.front().at,
          "this is neither JSON, nor a deck, nor a VTAM book, nor a start list; leave the "
          "file out");
      return;
    }
    problems_.error(job.steps.front().at, "these are the statements of " +
                                              std::string(deck::text(content)) +
                                              ", which is not run here; leave the file out");
  }

  // Steps of one job share its name; partitions have names of their own.
  void name_partitions() {
    for (std::size_t i = 0; i < servers_.size(); ++i) {
      const std::string name = servers_[i].name;
      std::size_t number = 1;
      for (std::size_t j = i + 1; j < servers_.size(); ++j) {
        if (servers_[j].name == name) {
          servers_[j].name = name + "-" + std::to_string(++number);
        }
      }
    }
  }

  std::uint32_t file_;
  std::string stem_;
  deck::Reading& reading_;
  Problems& problems_;
  std::vector<ServerSettings> servers_;
  bool useful_ = false;
};

}  // namespace

std::vector<ServerSettings> read_cards(std::string_view text, std::uint32_t file,
                                       const std::filesystem::path& path, deck::Reading& reading) {
  const std::vector<Card> cards = deck::cards_with_includes(text, file, path, reading);
  return CardFile(file, path.stem().string(), reading).read(cards);
}

}  // namespace config
