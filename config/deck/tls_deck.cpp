#include "config/deck/tls_deck.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/deck/content.h"
#include "config/deck/member_search.h"
#include "config/deck/operands.h"
#include "config/deck/stack_id.h"
#include "config/deck/tls_section.h"
#include "config/deck/tls_setparm.h"
#include "config/deck/tls_statement.h"
#include "config/nearest.h"

namespace config::deck {
namespace {

constexpr std::string_view kAttlsProgram = "BSTTATLS";
constexpr std::string_view kProxyProgram = "BSTTPRXY";

class TlsReader {
 public:
  TlsReader(const Step& step, Reading& reading)
      : step_(step),
        reading_(reading),
        problems_(reading.draft.problems),
        section_(reading.draft.problems) {}

  void read() {
    for (const Card& card : step_.input) {
      if (!card.lost.empty()) {
        problems_.error(card.at, card.lost);
        includes_lost_ = true;
      } else if (!card.text.empty() && !is_comment(card) && !card.text.starts_with('/')) {
        read_statement(card);
      }
    }
    section_.end();
    read_tls_setparms(step_, problems_);
    read_id();
    finish();
  }

 private:
  using Handler = void (TlsReader::*)(Operands&);
  struct Statement {
    std::string_view word;
    std::string_view form;
    Handler handler;
  };
  static const std::array<Statement, 9> kStatements;

  // Key files stand in it as names of members until the keyring is known.
  struct Pending {
    TlsCard card;
    std::optional<TlsFloor> floor;
    std::string keyfile;
  };

  void read_statement(const Card& card) {
    const std::string word = upper(words_of(card.text, 1)[0].text);
    if (card.cut) {
      problems_.warning(card.position(limits::kCardColumns),
                        "columns 73-80 hold sequence numbers and are not read, so this " + word +
                            " statement is cut off after column 72; shorten it");
    }
    if (word == "ATTLS" || word == "PROXY") {
      define(word == "ATTLS" ? read_attls(card, problems_) : read_proxy(card, problems_),
             card.position(words_of(card.text, 1)[0].offset), word);
      return;
    }
    for (const Statement& statement : kStatements) {
      if (statement.word == word) {
        Operands operands(card, statement.form, Quote::Yes, problems_);
        (this->*statement.handler)(operands);
        return;
      }
    }
    unknown(card, word);
  }

  void unknown(const Card& card, const std::string& word) {
    const Position at = card.position(words_of(card.text, 1)[0].offset);
    std::vector<std::string_view> known{"ATTLS", "PROXY"};
    for (const Statement& statement : kStatements) {
      known.push_back(statement.word);
    }
    std::string text = "'" + word + "' is not a statement of BSTTATLS or BSTTPRXY";
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

  void define(std::optional<TlsCard> card, Position at, const std::string& word) {
    defines_ = true;
    const std::string_view home = word == "ATTLS" ? kAttlsProgram : kProxyProgram;
    if (!step_.program.empty() && step_.program != home) {
      problems_.warning(at, word + " is a statement of " + std::string(home) + ", and this is " +
                                step_.program + "; it is served all the same");
    }
    if (word == "PROXY" && ++proxies_ == 2) {
      problems_.note(at,
                     "BSTTPRXY takes one PROXY, so z/VSE needs a partition for each; here one deck "
                     "may hold all of them");
    }
    if (card && section_.apply(card->definition)) {
      pending_.push_back({std::move(*card), floor_, keyfile_});
    }
  }

  void id(Operands& operands) {
    const auto text = operands.required(1, "a number");
    operands.end(1);
    id_said_ = true;
    const auto id = text ? stack_id(*text) : std::nullopt;
    if (text && !id) {
      operands.error(1, operands.quoted(1) + " is not an ID: a number from 00 to 99; write ID NN");
    } else if (id && stack_ && *stack_ != *id) {
      operands.error(1, "ID " + *id + " after ID " + *stack_ + ": a deck has one; keep one");
    } else if (id) {
      stack_ = id;
      id_at_ = operands.at(1);
    }
  }

  void keyring(Operands& operands) {
    const auto library = operands.required(1, "a library");
    operands.end(1);
    if (keyring_at_) {
      operands.error(0, "KEYRING is already said at " +
                            format(*keyring_at_, reading_.draft.config.files) +
                            ", and all key files lie in one library; keep one of the two");
      return;
    }
    keyring_at_ = operands.at(0);
    if (!library) {
      return;
    }
    const std::size_t dot = library->find('.');
    if (dot == 0 || dot == std::string::npos || dot + 1 == library->size()) {
      operands.error(1, operands.quoted(1) +
                            " is not a library and its sub-library; write it like KEYRING "
                            "CRYPTO.KEYRING");
      return;
    }
    const std::string* folder = library_folder(reading_.draft.config, *library);
    if (folder == nullptr) {
      operands.error(1, "where library " + upper(*library) +
                            " is on this machine is not said; add to a JSON file \"libraries\": "
                            "{\"" +
                            upper(*library) + "\": \"FOLDER\"}");
      return;
    }
    library_ = upper(*library);
    folder_ = *folder;
  }

  void keyfile(Operands& operands) {
    const auto member = operands.required(1, "a member");
    operands.end(1);
    if (member) {
      keyfile_ = *member;
      first_keyfile_ = first_keyfile_.empty() ? keyfile_ : first_keyfile_;
    }
  }

  void sectype(Operands& operands) {
    sectype_said_ = true;
    const auto text = operands.required(1, "a version of TLS");
    operands.end(1);
    if (!text) {
      return;
    }
    constexpr std::array<std::pair<std::string_view, TlsFloor>, 3> kTypes = {
        {{"TLSV1", TlsFloor::Tls12}, {"TLSV1.2", TlsFloor::Tls12}, {"TLSV1.3", TlsFloor::Tls13}}};
    const std::string word = upper(*text);
    const auto* const type = std::find_if(kTypes.begin(), kTypes.end(),
                                          [&](const auto& known) { return known.first == word; });
    if (type == kTypes.end()) {
      operands.error(1, operands.quoted(1) +
                            " is no version of TLS that is known; write SECTYPE TLSV1 (the best "
                            "that both sides know), TLSV1.2 or TLSV1.3");
      return;
    }
    floor_ = type->second;
    first_floor_ = first_floor_ ? first_floor_ : floor_;
    if (word == "TLSV1" && !std::exchange(floor_noted_, true)) {
      problems_.note(operands.at(1),
                     "SECTYPE TLSV1 is the best that both sides know, and never less than TLS 1.2 "
                     "here; emulators that know only older ones need a listener in JSON with "
                     "\"minimum\": \"legacy\"");
    }
  }

  void option(Operands& operands) { section_.option(operands); }
  void handshake_server(Operands& operands) { section_.handshake_server(operands); }
  void handshake_client(Operands& operands) { section_.handshake_client(operands); }
  void ca_auth(Operands& operands) { section_.ca_auth(operands); }
  void ca_auth_type(Operands& operands) { section_.ca_auth_type(operands); }

  void read_id() {
    const auto sysparm =
        step_.sysparm ? stack_id(step_.sysparm->text) : std::optional<std::string>();
    if (stack_ && step_.sysparm && sysparm != stack_) {
      problems_.warning(id_at_, "ID " + *stack_ + " differs from SYSPARM='" + step_.sysparm->text +
                                    "' at " +
                                    format(step_.sysparm_at, reading_.draft.config.files) +
                                    "; ID counts, make them the same");
    }
    if (!stack_ && !id_said_) {
      stack_ = sysparm;
    }
  }

  // An include that is lost may hold what seems to be missing.
  [[nodiscard]] bool is_whole() {
    if (includes_lost_) {
      return false;
    }
    if (!keyring_at_) {
      problems_.error(step_.at,
                      "no KEYRING, so nobody knows where the key files are; add KEYRING "
                      "LIBRARY.SUBLIBRARY");
    }
    if (!sectype_said_) {
      problems_.error(step_.at, "no SECTYPE; add SECTYPE TLSV1, or TLSV1.2 or TLSV1.3");
    }
    if (!defines_) {
      problems_.warning(step_.at,
                        "neither ATTLS nor PROXY, so these cards do nothing; add one, like " +
                            std::string(kAttlsForm));
    }
    return keyring_at_ && first_floor_ && !folder_.empty();
  }

  void finish() {
    if (step_.cut_by) {
      problems_.warning(*step_.cut_by,
                        "the cards end here, but no /* ends them; put /* before this");
    }
    if (!is_whole()) {
      return;
    }
    for (Pending& pending : pending_) {
      TlsDefinition& definition = pending.card.definition;
      definition.stack = stack_;
      definition.settings.minimum = pending.floor.value_or(*first_floor_);
      const bool from = find(definition.from, pending, pending.card.from_keyfile_at);
      const bool to = find(definition.to, pending, pending.card.to_keyfile_at);
      if (from && to) {
        reading_.draft.tls_definitions.push_back(std::move(definition));
      }
    }
  }

  // The path of a side's key file, in place of its member.
  bool find(TlsLeg& leg, const Pending& pending, Position at) {
    if (!leg.tls) {
      return true;
    }
    if (leg.keyfile.empty()) {
      leg.keyfile = pending.keyfile.empty() ? first_keyfile_ : pending.keyfile;
    }
    if (leg.keyfile.empty()) {
      problems_.error(at,
                      "no key file is named here, and no KEYFILE is the default; add one of "
                      "the two");
      return false;
    }
    const std::string member = upper(leg.keyfile);
    const auto file = find_keyfile(member, folder_, reading_.sources);
    if (!file) {
      if (missing_.insert(member).second) {
        problems_.error(at, "the key file " + member + " is not in library " + library_ +
                                ": there is no " + member + ".pem in '" + folder_ +
                                "' (letter case does not matter); put it there, or correct the "
                                "name");
      }
      return false;
    }
    leg.keyfile = file->string();
    leg.has_key = has_key(*file);
    return true;
  }

  // Of a file that can't be read, the hall says so.
  [[nodiscard]] bool has_key(const std::filesystem::path& file) const {
    const auto text = reading_.sources.files(file);
    return !text || text->find("PRIVATE KEY-----") != std::string::npos;
  }

  const Step& step_;
  Reading& reading_;
  Problems& problems_;
  TlsSection section_;
  std::vector<Pending> pending_;
  std::optional<std::string> stack_;
  Position id_at_;
  bool id_said_ = false;
  std::optional<Position> keyring_at_;
  std::string library_;
  std::string folder_;
  std::string keyfile_;
  std::string first_keyfile_;
  std::optional<TlsFloor> floor_;
  std::optional<TlsFloor> first_floor_;
  std::set<std::string> missing_;
  std::size_t proxies_ = 0;
  bool sectype_said_ = false;
  bool floor_noted_ = false;
  bool defines_ = false;
  bool includes_lost_ = false;
};

const std::array<TlsReader::Statement, 9> TlsReader::kStatements = {{
    {"ID", "ID NN", &TlsReader::id},
    {"KEYRING", "KEYRING LIBRARY.SUBLIBRARY", &TlsReader::keyring},
    {"KEYFILE", "KEYFILE MEMBER", &TlsReader::keyfile},
    {"SECTYPE", "SECTYPE TLSV1|TLSV1.2|TLSV1.3", &TlsReader::sectype},
    {"OPTION", "OPTION SERVER|CLIENT|FTP", &TlsReader::option},
    {"HANDSHAKE_SERVER", "HANDSHAKE_SERVER 1|2", &TlsReader::handshake_server},
    {"HANDSHAKE_CLIENT", "HANDSHAKE_CLIENT 0|3", &TlsReader::handshake_client},
    {"CA_AUTH", "CA_AUTH YES|NO", &TlsReader::ca_auth},
    {"CA_AUTH_TYPE", "CA_AUTH_TYPE 0|1|2|3", &TlsReader::ca_auth_type},
}};

}  // namespace

void read_tls_deck(const Step& step, Reading& reading) {
  TlsReader(step, reading).read();
}

}  // namespace config::deck
