#include "vtam/operator/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "vtam/operator/operands.h"

namespace vtam {
namespace {

using Parsed = std::variant<OperatorCommand, OperatorMessages>;

constexpr const char* kCommands =
    "the commands are D NET,... V NET,... KILL luname, REACT luname, REACTIVATE luname, "
    "QUERY [luname], PORT n SUSPEND and PORT n RESUME";
constexpr const char* kDisplays =
    "D NET, takes APPLS, ID=name[,E], MAJNODES, SESSIONS, TABLE,ID=name, STATS, and MAX=n";
constexpr const char* kVaries =
    "V NET, takes ACT,ID=name; INACT,ID=name[,I|,F]; TERM,LU1=name[,LU2=name][,TYPE=FORCE]";

Parsed refused(const char* id, const std::string& words, const char* known) {
  OperatorMessages messages;
  say(messages, id, words);
  say(messages, "TND300I", known);
  return messages;
}

// What stands behind "name,D=" or "name,DATA="; nullopt: it is not that.
std::optional<std::string_view> message_data(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) {
    return std::nullopt;
  }
  std::string_view name = text.substr(0, comma);
  if (take_word(name).empty() || !take_word(name).empty()) {
    return std::nullopt;
  }
  const std::string_view data = text.substr(comma + 1);
  const auto equals = data.find('=');
  if (equals == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view word = trimmed(data.substr(0, equals));
  return word == "D" || word == "DATA" ? std::optional(data.substr(equals + 1)) : std::nullopt;
}

// The operands of one D NET or V NET; each is taken once, and what is left over is extraneous.
class Operands {
 public:
  Operands(const char* verb, const char* known, std::vector<Operand> all)
      : verb_(verb), known_(known), all_(std::move(all)) {}

  // The first operand says what is wanted; "ID" where it is ID=.
  std::string take_first() {
    std::string keyword = all_.empty() ? "" : all_.front().keyword;
    if (!all_.empty() && !all_.front().value) {
      all_.erase(all_.begin());
    }
    return keyword;
  }
  bool take_flag(std::string_view keyword) {
    const auto found = find(keyword);
    const bool there = found != all_.end() && !found->value;
    if (there) {
      all_.erase(found);
    }
    return there;
  }
  std::optional<std::string> take_value(std::string_view keyword) {
    const auto found = find(keyword);
    if (found == all_.end() || !found->value) {
      return std::nullopt;
    }
    std::string value = *found->value;
    all_.erase(found);
    return value;
  }

  [[nodiscard]] Parsed unrecognized(const std::string& keyword) const {
    return refused("IST451I",
                   std::string(verb_) + " COMMAND UNRECOGNIZED, PARAMETER=" + as_typed(keyword),
                   known_);
  }
  [[nodiscard]] Parsed omitted(const char* keyword) const {
    return refused("IST456I", std::string(keyword) + " REQUIRED PARAMETER OMITTED", known_);
  }
  [[nodiscard]] Parsed invalid(const char* keyword, const std::string& value) const {
    return refused("IST453I",
                   std::string(keyword) + " PARAMETER VALUE " + as_typed(value) + " NOT VALID",
                   known_);
  }
  // The command, unless something is left over.
  [[nodiscard]] Parsed finish(OperatorCommand command) const {
    if (all_.empty()) {
      return command;
    }
    const Operand& left = all_.front();
    return refused("IST452I", as_typed(left.keyword) + " PARAMETER EXTRANEOUS", known_);
  }

 private:
  [[nodiscard]] std::vector<Operand>::iterator find(std::string_view keyword) {
    return std::find_if(all_.begin(), all_.end(),
                        [keyword](const Operand& one) { return one.keyword == keyword; });
  }

  const char* verb_;
  const char* known_;
  std::vector<Operand> all_;
};

std::optional<std::size_t> number(const std::string& text) {
  std::size_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [last, fault] = std::from_chars(text.data(), end, value);
  return fault == std::errc() && last == end && value > 0 ? std::optional(value) : std::nullopt;
}

Parsed parse_display(Operands operands) {
  constexpr std::array<std::pair<std::string_view, Display::What>, 8> kWhats{
      {{"APPLS", Display::What::Appls},
       {"APPL", Display::What::Appls},
       {"ID", Display::What::Id},
       {"MAJNODES", Display::What::MajorNodes},
       {"SESSIONS", Display::What::Sessions},
       {"SESSION", Display::What::Sessions},
       {"TABLE", Display::What::Table},
       {"STATS", Display::What::Stats}}};
  const std::string keyword = operands.take_first();
  const auto* const what =
      std::find_if(kWhats.begin(), kWhats.end(),
                   [&keyword](const auto& known) { return known.first == keyword; });
  if (what == kWhats.end()) {
    return operands.unrecognized(keyword);
  }
  Display display{what->second};
  if (display.what == Display::What::Id || display.what == Display::What::Table) {
    const auto id = operands.take_value("ID");
    if (!id) {
      return operands.omitted("ID");
    }
    display.id = *id;
  }
  if (display.what == Display::What::Id && operands.take_flag("E")) {
    display.scope = Display::Scope::Everything;
  }
  if (const auto most = operands.take_value("MAX")) {
    display.most = number(*most);
    if (!display.most) {
      return operands.invalid("MAX", *most);
    }
  }
  return operands.finish(display);
}

// ,I or ,F or TYPE=; nullopt: a type that there is not, which is then in `type`.
std::optional<EndForm> take_form(Operands& operands, EndForm form, std::string& type) {
  if (operands.take_flag("I")) {
    return EndForm::Immediate;
  }
  if (operands.take_flag("F")) {
    return EndForm::Force;
  }
  type = operands.take_value("TYPE").value_or("");
  if (type.empty() || type == "COND" || type == "UNCOND") {
    return form;
  }
  if (type == "IMMED") {
    return EndForm::Immediate;
  }
  return type == "FORCE" ? std::optional(EndForm::Force) : std::nullopt;
}

Parsed parse_vary(Operands operands) {
  const std::string keyword = operands.take_first();
  std::string type;
  if (keyword == "TERM") {
    const auto lu1 = operands.take_value("LU1");
    if (!lu1) {
      return operands.omitted("LU1");
    }
    const std::string lu2 = operands.take_value("LU2").value_or("");
    const auto form = take_form(operands, EndForm::Immediate, type);
    return form ? operands.finish(VaryTerm{*lu1, lu2, *form}) : operands.invalid("TYPE", type);
  }
  if (keyword != "ACT" && keyword != "INACT") {
    return operands.unrecognized(keyword);
  }
  const auto id = operands.take_value("ID");
  if (!id) {
    return operands.omitted("ID");
  }
  if (keyword == "ACT") {
    return operands.finish(Vary{Vary::Verb::Act, *id});
  }
  const auto form = take_form(operands, EndForm::Normal, type);
  return form ? operands.finish(Vary{Vary::Verb::Inact, *id, *form})
              : operands.invalid("TYPE", type);
}

Parsed parse_network_command(bool display, std::string_view rest) {
  const char* const verb = display ? "DISPLAY" : "VARY";
  const char* const known = display ? kDisplays : kVaries;
  std::vector<Operand> all = operands_of(rest);
  if (all.front().keyword != "NET" || all.front().value || all.size() == 1) {
    return refused("IST450I", std::string("INVALID ") + verb + " COMMAND SYNTAX", known);
  }
  all.erase(all.begin());
  Operands operands(verb, known, std::move(all));
  return display ? parse_display(std::move(operands)) : parse_vary(std::move(operands));
}

Parsed parse_lu_command(const std::string& verb, std::string_view rest) {
  const std::string lu(take_word(rest));
  const bool query = verb == "QUERY";
  if ((lu.empty() && !query) || !take_word(rest).empty()) {
    return refused("TND302E", verb + " takes one LU name: " + verb + " T001", kCommands);
  }
  if (query) {
    return OperatorCommand(Query{lu});
  }
  return OperatorCommand(
      LuCommand{verb == "KILL" ? LuCommand::Verb::Kill : LuCommand::Verb::React, lu});
}

Parsed parse_port_command(std::string_view rest) {
  const std::string number(take_word(rest));
  const std::string verb(take_word(rest));
  std::uint16_t port = 0;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), port);
  if (fault != std::errc() || end != number.data() + number.size() || port == 0 ||
      (verb != "SUSPEND" && verb != "RESUME") || !take_word(rest).empty()) {
    return refused("TND302E", "PORT takes a port and SUSPEND or RESUME: PORT 3270 SUSPEND",
                   kCommands);
  }
  return OperatorCommand(PortCommand{
      verb == "SUSPEND" ? PortCommand::Verb::Suspend : PortCommand::Verb::Resume, port});
}

}  // namespace

Parsed parse_operator_command(std::string_view text) {
  const std::string typed = upper_case(text);
  std::string_view rest = typed;
  std::string word(take_word(rest));
  if (word == "MSG") {
    const auto data = message_data(rest);
    if (!data) {
      return refused("TND302E", "MSG is written MSG name,D=command", kCommands);
    }
    rest = *data;
    word = std::string(take_word(rest));
  }
  if (word == "D" || word == "DISPLAY" || word == "V" || word == "VARY") {
    return parse_network_command(word.front() == 'D', rest);
  }
  if (word == "KILL" || word == "REACT" || word == "REACTIVATE" || word == "QUERY") {
    return parse_lu_command(word, rest);
  }
  if (word == "PORT") {
    return parse_port_command(rest);
  }
  return refused(
      "TND302E",
      word.empty() ? "there is no command" : "'" + as_typed(word) + "' is not a command here",
      kCommands);
}

}  // namespace vtam
