#include "config/json/syntax_words.h"

#include <algorithm>

namespace config::json {
namespace {

bool says(const Refusal& refusal, std::string_view words) {
  return refusal.reason.find(words) != std::string::npos;
}

char closing(char bracket) {
  return bracket == '{' ? '}' : ']';
}

std::string quoted(char c) {
  return std::string("'") + c + "'";
}

// What stands at the refused place, cut to one word or one quoted text.
std::string shown(std::string_view rest) {
  const bool quotes = rest.substr(0, 1) == "\"";
  const std::size_t end = rest.find_first_of(quotes ? "\"" : " \t\r\n,:]}\"", 1);
  const std::size_t size = end == std::string_view::npos ? rest.size() : end + (quotes ? 1 : 0);
  std::string word(rest.substr(0, std::min<std::size_t>(size, 24)));
  std::replace_if(
      word.begin(), word.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return quotes ? word : "'" + word + "'";
}

std::string ends_too_early(const Refusal& refusal) {
  if (refusal.open_line == 0) {
    return "nothing here; a configuration is an object: {\"listeners\": [ … ], \"lus\": [ … ]}";
  }
  return "the text ends before the " + quoted(refusal.open_bracket) + " of line " +
         std::to_string(refusal.open_line) + " is closed; add " +
         quoted(closing(refusal.open_bracket));
}

// The library's sentence without its exception number, position and echo of the input.
std::string plain(const std::string& reason) {
  const std::size_t dash = reason.find(" - ");
  const std::string sentence = dash == std::string::npos ? reason : reason.substr(dash + 3);
  return "not valid JSON: " + sentence.substr(0, sentence.find("; last read"));
}

std::string words(const Refusal& refusal) {
  const char c = refusal.rest.empty() ? '\0' : refusal.rest.front();
  if (says(refusal, "unexpected end of input")) {
    return ends_too_early(refusal);
  }
  if (says(refusal, "missing closing quote") || says(refusal, "control character U+000A") ||
      says(refusal, "control character U+000D")) {
    return "the text that begins here has no closing '\"' on its line";
  }
  if (says(refusal, "missing closing '*/'")) {
    return "the comment that begins here has no closing '*/'";
  }
  if (c == '\'') {
    return "text stands in double quotes (\"), not in single ones";
  }
  if (says(refusal, "invalid literal")) {
    return shown(refusal.rest) + " is not a value; text needs double quotes";
  }
  if (says(refusal, "invalid string") || says(refusal, "invalid number")) {
    return plain(refusal.reason);
  }
  if (says(refusal, "expected end of input")) {
    return shown(refusal.rest) +
           " after the end of the configuration; remove it, or move it "
           "before the last bracket";
  }
  if (says(refusal, "expected ':'")) {
    return "a ':' is missing before " + shown(refusal.rest);
  }
  if (says(refusal, "while parsing object key")) {
    return "a key in double quotes is expected, not " + shown(refusal.rest);
  }
  if ((says(refusal, "expected ']'") || says(refusal, "expected '}'")) && c != ']' && c != '}' &&
      c != ':') {
    return "a ',' is missing before " + shown(refusal.rest);
  }
  return "a value is expected, not " + shown(refusal.rest);
}

}  // namespace

Complaint complain(const Refusal& refusal) {
  const char c = refusal.rest.empty() ? '\0' : refusal.rest.front();
  if ((c == '}' || c == ']') && refusal.token.comma) {
    return {*refusal.token.comma, "a ',' before " + quoted(c) + "; remove the comma"};
  }
  return {refusal.token.place, words(refusal)};
}

}  // namespace config::json
