#include "config/deck/card.h"

#include <algorithm>

#include "config/limits.h"

namespace config::deck {
namespace {

// Columns of the sequence number that follows the text (73-80).
constexpr std::size_t kSequenceColumns = 8;

// The offset at which column `columns` + 1 begins. Columns are characters, so a title in UTF-8 is
// never cut inside of one.
std::size_t after_columns(std::string_view line, std::size_t columns) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if ((byte & 0xC0U) != 0x80U && seen++ == columns) {
      return i;
    }
  }
  return line.size();
}

// The bytes of the character that `text` begins with, by RFC 3629: neither longer than needed, nor
// a surrogate, nor past U+10FFFF. 0: it is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80U) {
    return 1;
  }
  const std::size_t length = first >= 0xF0U ? 4 : (first >= 0xE0U ? 3 : 2);
  unsigned code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return 0;
    }
    code = code << 6U | (byte(i) & 0x3FU);
  }
  constexpr unsigned kLeast[] = {0x80U, 0x800U, 0x10000U};
  const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
  return first < 0xC2U || code < kLeast[length - 2] || code > 0x10FFFFU || surrogate ? 0 : length;
}

bool has_text(std::string_view text) {
  return text.find_first_not_of(' ') != std::string_view::npos;
}

Card card_of(std::string_view line, Position at) {
  Card card;
  card.at = at;
  std::string text(line);
  std::replace(text.begin(), text.end(), '\t', ' ');
  const std::size_t column_72 = after_columns(text, limits::kCardColumns - 1);
  const std::size_t column_73 = after_columns(text, limits::kCardColumns);
  const std::size_t column_81 = after_columns(text, limits::kCardColumns + kSequenceColumns);
  if (column_72 < text.size() && text[column_72] != ' ') {
    card.mark = column_72;
  }
  card.cut = (card.mark && column_73 < text.size() && text[column_73] != ' ') ||
             has_text(std::string_view(text).substr(column_81));
  text.resize(column_73);
  text.erase(text.find_last_not_of(' ') + 1);
  card.text = std::move(text);
  return card;
}

}  // namespace

Position Card::position(std::size_t offset) const {
  return {at.file, at.line, at.column + static_cast<std::uint32_t>(offset)};
}

std::vector<Card> cards_of(std::string_view text, std::uint32_t file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  while (!text.empty() && text.back() == '\x1A') {
    text.remove_suffix(1);
  }
  std::vector<Card> cards;
  std::uint32_t line_number = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    cards.push_back(card_of(line, {file, line_number, 1}));
    ++line_number;
  }
  return cards;
}

std::vector<Word> words_of(std::string_view text, std::size_t most) {
  std::vector<Word> words;
  std::size_t from = text.find_first_not_of(' ');
  while (from != std::string_view::npos && words.size() < most) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    words.push_back({std::string(text.substr(from, to - from)), from});
    from = text.find_first_not_of(' ', to);
  }
  return words;
}

std::string_view rest_from(std::string_view text, std::size_t index) {
  const std::vector<Word> words = words_of(text, index + 1);
  return words.size() > index ? trimmed(text.substr(words[index].offset)) : std::string_view();
}

std::vector<Word> split_operands(std::string_view text, std::size_t offset) {
  std::vector<Word> operands;
  std::size_t from = 0;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ',';
    if (c == '\'' && i < text.size()) {
      quoted = !quoted;
    } else if (!quoted && c == '(') {
      ++depth;
    } else if (!quoted && c == ')') {
      --depth;
    } else if (c == ',' && (i == text.size() || (!quoted && depth <= 0))) {
      operands.push_back({std::string(text.substr(from, i - from)), offset + from});
      from = i + 1;
    }
  }
  return operands;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<std::size_t> not_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0) {
      return i;
    }
    i += length;
  }
  return std::nullopt;
}

bool is_comment(const Card& card) {
  return trimmed(card.text).starts_with('*');
}

}  // namespace config::deck
