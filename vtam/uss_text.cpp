#include "vtam/uss_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "config/code_pages.h"
#include "config/uss_values.h"
#include "config/verify.h"
#include "tn3270/datastream/utf8.h"
#include "vtam/programs/wrap.h"

namespace vtam {
namespace {

std::string text_of(tn3270::ScreenSize screen) {
  return std::to_string(screen.rows) + "x" + std::to_string(screen.columns);
}

// A name that is replaced. `padded`: its value is filled to the name's length.
struct Substitution {
  std::string_view name;
  std::string value;
  bool padded = true;
};
using Substitutions = std::vector<Substitution>;

std::string value_of(std::string_view name, const UssValues& values, tn3270::ScreenSize screen) {
  const std::string_view word = name.substr(name.find_first_not_of('@'));
  const std::pair<std::string_view, std::string> words[] = {
      {"IPADDR", values.client}, {"CLIENT", values.client},   {"DATE", values.date},
      {"TIME", values.time},     {"SENSE", values.sense},     {"LUNAME", values.lu},
      {"APPLID", values.applid}, {"LOGMODE", values.logmode}, {"SIZE", text_of(screen)},
      {"TEXT", values.text},
  };
  const auto* const found = std::find_if(std::begin(words), std::end(words),
                                         [word](const auto& one) { return one.first == word; });
  VERIFY(found != std::end(words), "every name of a USS message has a value");
  return found->second;
}

Substitutions substitutions(const UssValues& values, tn3270::ScreenSize screen) {
  Substitutions table;
  table.reserve(config::kUssNames.size());
  for (const std::string_view name : config::kUssNames) {
    table.push_back({name, value_of(name, values, screen), name != "@@TEXT"});
  }
  return table;
}

const Substitution* at_the_front(std::string_view text, const Substitutions& table) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Substitution& one) {
    return text.starts_with(one.name);
  });
  return found == table.end() ? nullptr : &*found;
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    static_cast<void>(tn3270::take_character(text));
  }
  return count;
}

// How many of the blanks in front of `rest` a value takes that is `excess` longer than its name.
std::size_t blanks_taken(std::string_view rest, std::size_t excess) {
  const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
  const bool ends = blanks == rest.size();
  return std::min(excess, ends || blanks == 0 ? blanks : blanks - 1);
}

std::string substituted(std::string_view line, const Substitutions& table) {
  std::string result;
  std::string_view rest = line;
  while (!rest.empty()) {
    const Substitution* found = at_the_front(rest, table);
    if (found == nullptr) {
      result += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(found->name.size());
    result += found->value;
    const std::size_t length = characters(found->value);
    if (found->padded && length < found->name.size()) {
      result.append(found->name.size() - length, ' ');
    } else if (found->padded) {
      rest.remove_prefix(blanks_taken(rest, length - found->name.size()));
    }
  }
  return result;
}

std::string cut(const std::string& line, std::size_t width) {
  std::string_view rest = line;
  for (std::size_t count = 0; count < width && !rest.empty(); ++count) {
    static_cast<void>(tn3270::take_character(rest));
  }
  return line.substr(0, line.size() - rest.size());
}

// A message of ours: pieces that become one sentence. One whose value is empty is left out.
using Pieces = std::array<const char*, 3>;
constexpr std::array<Pieces, 15> kBuiltIn = {{
    {"Done"},
    {"This is not a valid command"},
    {"Command not recognised", "@@TEXT"},
    {"Parameter not recognised", "@@TEXT"},
    {"Parameter with a value that is not valid", "@@TEXT"},
    {"This function is not supported", "@@TEXT"},
    {"This command does not fit here now", "@@TEXT"},
    {"Session with @@APPLID not established", "@@TEXT", "sense @@SENSE"},
    {"Not enough storage for this command, try again later"},
    {"The magnetic card could not be read"},
    {"Enter LOGON APPLID(name), or LOGOFF to leave"},
    {"Session with @@APPLID ended", "@@TEXT"},
    {"A required parameter is missing", "@@TEXT"},
    {"@@TEXT"},
    {"USS message not defined", "@@TEXT"},
}};

bool has_value(std::string_view piece, const Substitutions& table) {
  const std::size_t name = piece.find("@@");
  if (name == std::string_view::npos) {
    return true;
  }
  const Substitution* found = at_the_front(piece.substr(name), table);
  return found != nullptr && !found->value.empty();
}

// VTAM suppresses repeated blanks in messages that are TEXT (BLKSUP).
std::string without_repeated_blanks(std::string text) {
  const auto end = std::unique(text.begin(), text.end(),
                               [](char one, char next) { return one == ' ' && next == ' '; });
  text.erase(end, text.end());
  return text;
}

std::string built_in(std::uint8_t number, const Substitutions& table) {
  std::string sentence;
  for (const char* piece : kBuiltIn.at(number)) {
    if (piece != nullptr && has_value(piece, table)) {
      sentence += (sentence.empty() ? "" : ": ") + substituted(piece, table);
    }
  }
  return number == uss::kEcho ? sentence : without_repeated_blanks(std::move(sentence));
}

void append_wrapped(std::string_view sentence, tn3270::ScreenSize screen,
                    std::vector<std::string>& lines) {
  for (const std::string_view line :
       wrap(sentence, screen.columns, std::size_t{screen.rows} - lines.size())) {
    lines.emplace_back(line);
  }
}

unsigned exactness(const config::UssMessage& message) {
  return (message.code_page.empty() ? 0U : 2U) + (message.size ? 1U : 0U);
}

}  // namespace

const config::UssMessage* find_uss(const std::vector<config::UssMessage>& own, std::uint8_t number,
                                   const std::string& code_page, tn3270::ScreenSize screen) {
  const std::string_view page = config::code_page_number(code_page);
  const std::string size = text_of(screen);
  const config::UssMessage* best = nullptr;
  for (const config::UssMessage& one : own) {
    const bool fits = one.number == number &&
                      (one.code_page.empty() || config::code_page_number(one.code_page) == page) &&
                      (!one.size || *one.size == size);
    if (fits && (best == nullptr || exactness(*best) < exactness(one))) {
      best = &one;
    }
  }
  return best;
}

std::vector<std::string> uss_lines(const std::vector<config::UssMessage>& own, std::uint8_t number,
                                   const std::string& code_page, tn3270::ScreenSize screen,
                                   const UssValues& values) {
  if (number >= kBuiltIn.size()) {
    UssValues undefined = values;
    undefined.text = std::to_string(number);
    return uss_lines(own, uss::kNotDefined, code_page, screen, undefined);
  }
  const Substitutions table = substitutions(values, screen);
  std::vector<std::string> lines;
  const config::UssMessage* message = find_uss(own, number, code_page, screen);
  if (message == nullptr) {
    append_wrapped(built_in(number, table), screen, lines);
    return lines;
  }
  for (const std::string& line : message->lines) {
    if (lines.size() >= screen.rows) {
      break;
    }
    if (line == "@@TEXT") {
      append_wrapped(values.text, screen, lines);
    } else {
      lines.push_back(cut(substituted(line, table), screen.columns));
    }
  }
  return lines;
}

}  // namespace vtam
