#include "config/deck/vnet_deck.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "config/code_pages.h"
#include "config/deck/content.h"
#include "config/deck/lu_statement.h"
#include "config/deck/operands.h"
#include "config/deck/stack_id.h"
#include "config/nearest.h"

namespace config::deck {
namespace {

class VnetReader {
 public:
  VnetReader(const Step& step, const std::string& fallback_name, Reading& reading)
      : step_(step), reading_(reading), problems_(reading.draft.problems) {
    server_.name = step.job.empty() ? fallback_name : step.job;
    server_.from_deck = true;
    server_.at = step.at;
    server_.menu.emplace();
  }

  [[nodiscard]] ServerSettings read() {
    for (const Card& card : step_.input) {
      if (!card.lost.empty()) {
        problems_.error(card.at, card.lost);
        includes_lost_ = true;
      } else if (!card.text.empty() && !is_comment(card) && !card.text.starts_with('/')) {
        read_statement(card);
      }
    }
    check_step();
    check_id();
    check_whole();
    return std::move(server_);
  }

 private:
  using Handler = void (VnetReader::*)(Operands&);
  struct Statement {
    std::string_view word;
    std::string_view form;
    Handler handler;
  };
  static const std::array<Statement, 6> kStatements;
  static const std::array<std::pair<std::string_view, LuStatement>, 6> kLuStatements;

  void read_statement(const Card& card) {
    const std::string word = upper(words_of(card.text, 1)[0].text);
    if (card.cut) {
      problems_.warning(card.position(limits::kCardColumns),
                        "columns 73-80 hold sequence numbers and are not read, so this " + word +
                            " statement is cut off after column 72; shorten it");
    }
    for (const Statement& statement : kStatements) {
      if (statement.word == word) {
        Operands operands(card, statement.form, Quote::Yes, problems_);
        (this->*statement.handler)(operands);
        return;
      }
    }
    for (const auto& [lu_word, statement] : kLuStatements) {
      if (lu_word == word) {
        read_lu_statement(card, statement);
        return;
      }
    }
    unknown(card, word);
  }

  void read_lu_statement(const Card& card, LuStatement statement) {
    const bool secret = statement == LuStatement::Ftp || statement == LuStatement::Ftpp;
    Operands operands(card, form_of(statement), secret ? Quote::No : Quote::Yes, problems_);
    lus_said_ = true;
    if (auto lu = read_lu(statement, operands)) {
      server_.lus.push_back(std::move(*lu));
    }
  }

  void unknown(const Card& card, const std::string& word) {
    const Position at = card.position(words_of(card.text, 1)[0].offset);
    std::vector<std::string_view> known;
    for (const Statement& statement : kStatements) {
      known.push_back(statement.word);
    }
    for (const auto& statement : kLuStatements) {
      known.push_back(statement.first);
    }
    std::string text = "'" + word + "' is not a statement of BSTTVNET";
    const std::string meant = did_you_mean(word, known);
    if (const std::string_view home = home_of_statement(word); !home.empty() && meant.empty()) {
      text += " (it belongs to " + std::string(home) + ")";
    }
    text += meant;
    if (reading_.unknown == UnknownStatements::Warn) {
      ++reading_.draft.config.ignored_statements;
      problems_.warning(at, text + "; ignored");
    } else {
      problems_.error(at, text + "; correct it, take it out, or use --unknown=warn");
    }
  }

  void id(Operands& operands) {
    const auto text = operands.required(1, "a number");
    operands.end(1);
    if (!text) {
      id_faulty_ = true;
      return;
    }
    const auto number = stack_id(*text);
    if (!number) {
      id_faulty_ = true;
      operands.error(1, operands.quoted(1) + " is not an ID: a number from 00 to 99; write ID NN");
      return;
    }
    if (server_.stack && *server_.stack != *number) {
      operands.error(1, "ID " + *number + " after ID " + *server_.stack + " at " +
                            format(id_at_, reading_.draft.config.files) +
                            ": a partition has one stack; keep one of the two");
      return;
    }
    server_.stack = number;
    id_at_ = operands.at(1);
  }

  // (Reading) OPEN * listens on all addresses of both families.
  void open(Operands& operands) {
    open_said_ = true;
    if (operands.has(1) && !operands.has(2) &&
        operands.text(1).find_first_not_of("0123456789") == std::string::npos) {
      operands.error(
          1, "OPEN lacks an address before the port; write OPEN 127.0.0.1 " + operands.text(1));
      return;
    }
    if (!operands.has(1)) {
      static_cast<void>(operands.required(1, "an address and a port"));
      return;
    }
    const auto port = operands.port(2, std::nullopt);
    operands.end(2);
    ListenerSettings listener;
    listener.name = "OPEN";
    listener.address = operands.is_default(1) ? "::" : operands.text(1);
    listener.port = port.value_or(0);  // kept, so that its address is judged too
    listener.at = operands.at(1);
    server_.listeners.push_back(std::move(listener));
  }

  void title(Operands& operands) {
    if (!server_.title.empty()) {
      operands.warning(0, "a second TITLE replaces the first; keep one of the two");
    }
    server_.title = operands.rest(1);
    if (server_.title.empty()) {
      operands.warning(1, "TITLE has no text; write TITLE TEXT");
    }
  }

  void applid(Operands& operands) {
    const auto name = operands.name<ApplId>(1, "the application's name");
    if (!name) {
      return;
    }
    server_.menu->push_back({*name, operands.rest(2), operands.at(1)});
  }

  void sbcs(Operands& operands) {
    const auto text = operands.required(1, "the name of a code page pair");
    operands.end(1);
    if (!text) {
      return;
    }
    if (upper(*text) != kDeckCodePage && !is_code_page_number(*text)) {
      operands.error(1, operands.quoted(1) +
                            " is not a code page pair that is known here; the one that is known "
                            "is DN_03, and pages have numbers: write SBCS DN_03, or SBCS 1140");
      return;
    }
    server_.code_page = upper(*text);
    server_.code_page_at = operands.at(1);
  }

  void attach(Operands& operands) {
    attach_said_ = true;
    const auto text = operands.required(1, "TN3270E");
    operands.end(1);
    if (text && upper(*text) != "TN3270E") {
      operands.error(1, operands.quoted(1) + " cannot be attached here; write ATTACH TN3270E");
    }
  }

  void check_step() {
    if (step_.cut_by) {
      problems_.warning(*step_.cut_by,
                        "the cards of BSTTVNET end here, but no /* ends them; put /* before this");
    }
    if (step_.program.empty() || (step_.os390 && step_.tasks)) {
      return;
    }
    std::string lacks = step_.os390 ? "" : "OS390";
    lacks += step_.tasks ? "" : (lacks.empty() ? "TASKS=ANY" : " and TASKS=ANY");
    problems_.note(step_.at,
                   "EXEC BSTTVNET is without " + lacks +
                       "; z/VSE needs them for it (BSTT075E), here nothing depends on them");
  }

  void check_id() {
    const auto sysparm =
        step_.sysparm ? stack_id(step_.sysparm->text) : std::optional<std::string>();
    if (server_.stack && step_.sysparm && sysparm != server_.stack) {
      problems_.warning(id_at_, "ID " + *server_.stack + " differs from SYSPARM='" +
                                    step_.sysparm->text + "' at " +
                                    format(step_.sysparm_at, reading_.draft.config.files) +
                                    "; ID counts, make them the same");
    }
    if (server_.stack || id_faulty_) {
      return;
    }
    server_.stack = sysparm;
    problems_.note(step_.at, sysparm
                                 ? "no ID; SYSPARM='" + step_.sysparm->text + "' is taken for it"
                                 : "no ID, so OPEN is taken as written; add ID NN");
  }

  // An include that is lost may hold what seems to be missing.
  void check_whole() {
    if (includes_lost_) {
      return;
    }
    if (!attach_said_) {
      problems_.error(
          step_.at,
          std::string("these cards have no ATTACH, so BSTTVNET would not start") +
              (open_said_ || !lus_said_ ? "; end them with ATTACH TN3270E"
                                        : "; if a deck includes them, give the deck instead, else "
                                          "add OPEN and ATTACH TN3270E"));
      return;
    }
    if (!open_said_) {
      problems_.error(step_.at, "no OPEN, so nobody can connect; add OPEN ADDRESS PORT");
    }
  }

  const Step& step_;
  Reading& reading_;
  Problems& problems_;
  ServerSettings server_;
  Position id_at_;
  bool id_faulty_ = false;
  bool open_said_ = false;
  bool attach_said_ = false;
  bool lus_said_ = false;
  bool includes_lost_ = false;
};

const std::array<VnetReader::Statement, 6> VnetReader::kStatements = {{
    {"ID", "ID NN", &VnetReader::id},
    {"OPEN", "OPEN ADDRESS PORT", &VnetReader::open},
    {"APPLID", "APPLID NAME TEXT", &VnetReader::applid},
    {"TITLE", "TITLE TEXT", &VnetReader::title},
    {"SBCS", "SBCS DN_03", &VnetReader::sbcs},
    {"ATTACH", "ATTACH TN3270E", &VnetReader::attach},
}};

const std::array<std::pair<std::string_view, LuStatement>, 6> VnetReader::kLuStatements = {{
    {"TERMINAL", LuStatement::Terminal},
    {"PRINTER", LuStatement::Printer},
    {"DIRECT", LuStatement::Direct},
    {"LPR", LuStatement::Lpr},
    {"FTP", LuStatement::Ftp},
    {"FTPP", LuStatement::Ftpp},
}};

}  // namespace

ServerSettings read_vnet_deck(const Step& step, const std::string& fallback_name,
                              Reading& reading) {
  return VnetReader(step, fallback_name, reading).read();
}

}  // namespace config::deck
