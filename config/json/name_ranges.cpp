#include "config/json/name_ranges.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "config/limits.h"

namespace config::json {
namespace {

constexpr std::string_view kExample = "; write a range like T[001-100], T[0x00-0xFF] or T[AA-ZZ]";

constexpr std::string_view kDecimal = "0123456789";
constexpr std::string_view kHexadecimal = "0123456789ABCDEF";
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// What a name is made of: fixed characters, or digits that count from first to last.
struct Piece {
  std::string_view fixed{};
  std::string_view digits{};  // of its numbers, in their order; empty: fixed
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::size_t width = 0;
  [[nodiscard]] std::uint64_t count() const { return digits.empty() ? 1 : last - first + 1; }
};

std::string quoted(std::string_view text) {
  std::string shown(text.substr(0, 40));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
  return "'" + shown + "'";
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

bool is_made_of(std::string_view digits, std::string_view number) {
  return !number.empty() && number.size() <= LuName::kSize &&
         number.find_first_not_of(digits) == std::string_view::npos;
}

// REQUIRES: is_made_of(digits, number). Eight letters are below 2^38.
std::uint64_t value_of(std::string_view number, std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : number) {
    value = value * digits.size() + digits.find(c);
  }
  return value;
}

std::string spelled(std::uint64_t value, const Piece& piece) {
  std::string number(piece.width, piece.digits.front());
  for (std::size_t i = piece.width; i > 0; --i) {
    number[i - 1] = piece.digits[value % piece.digits.size()];
    value /= piece.digits.size();
  }
  return number;
}

// Takes the mark of hexadecimal numbers away, which is no part of the names. Letters cannot be
// taken for one, as it has a digit.
bool take_hexadecimal_marks(std::string& first, std::string& last) {
  constexpr std::string_view kMark = "0X";
  const auto marked = [&](std::string_view end) {
    return end.substr(0, kMark.size()) == kMark &&
           is_made_of(kHexadecimal, end.substr(kMark.size()));
  };
  if (!marked(first) || !marked(last)) {
    return false;
  }
  first.erase(0, kMark.size());
  last.erase(0, kMark.size());
  return true;
}

// The digits that both ends are made of, or none.
std::string_view digits_of(std::string& first, std::string& last) {
  if (take_hexadecimal_marks(first, last)) {
    return kHexadecimal;
  }
  for (const std::string_view digits : {kDecimal, kLetters}) {
    if (is_made_of(digits, first) && is_made_of(digits, last)) {
      return digits;
    }
  }
  return {};
}

// The inside of one bracket.
std::string parse_range(std::string_view inside, Piece& piece) {
  const std::string shown = "'[" + std::string(inside.substr(0, 40)) + "]'";
  const std::size_t dash = inside.find('-');
  std::string first = upper(inside.substr(0, dash));
  std::string last =
      dash == std::string_view::npos ? std::string() : upper(inside.substr(dash + 1));
  const std::string_view digits = digits_of(first, last);
  if (digits.empty()) {
    return shown + " is not two numbers or two words with a '-' between" + std::string(kExample);
  }
  if (first.size() != last.size()) {
    return shown + " has ends of different width, so it is not clear how its names are written" +
           std::string(kExample);
  }
  piece = {{}, digits, value_of(first, digits), value_of(last, digits), first.size()};
  if (piece.first > piece.last) {
    return shown + " counts down; write the smaller end first";
  }
  return {};
}

std::string parse_pieces(std::string_view text, std::vector<Piece>& pieces) {
  while (!text.empty()) {
    if (text.front() == '[') {
      const std::size_t close = text.find(']');
      if (close == std::string_view::npos) {
        return quoted(text) + " has no closing ']'" + std::string(kExample);
      }
      Piece piece;
      if (std::string error = parse_range(text.substr(1, close - 1), piece); !error.empty()) {
        return error;
      }
      pieces.push_back(piece);
      text.remove_prefix(close + 1);
      continue;
    }
    if (text.front() == ']') {
      return quoted(text) + " has a ']' without its '['" + std::string(kExample);
    }
    const std::size_t end = std::min(text.find_first_of("[]"), text.size());
    pieces.push_back({.fixed = text.substr(0, end)});
    text.remove_prefix(end);
  }
  return {};
}

// The name number `index` of a range; the last bracket counts fastest.
std::string nth_name(const std::vector<Piece>& pieces, std::uint64_t index) {
  std::string name;
  for (std::size_t i = pieces.size(); i > 0; --i) {
    const Piece& piece = pieces[i - 1];
    std::string part(piece.fixed);
    if (!piece.digits.empty()) {
      part = spelled(piece.first + index % piece.count(), piece);
      index /= piece.count();
    }
    name.insert(0, part);
  }
  return name;
}

std::string expand_one(std::string_view text, std::vector<LuName>& names) {
  std::vector<Piece> pieces;
  if (std::string error = parse_pieces(text, pieces); !error.empty()) {
    return error;
  }
  std::uint64_t count = 1;
  for (const Piece& piece : pieces) {
    // Each factor is below 2^38 and the product is checked at once: no overflow.
    count *= piece.count();
    if (names.size() + count > limits::kRangeNames) {
      return quoted(text) + " stands for more than " + std::to_string(limits::kRangeNames) +
             " names";
    }
  }
  names.reserve(names.size() + count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string text_of_name = nth_name(pieces, i);
    const auto name = LuName::parse(text_of_name);
    if (!name) {
      return name_fault_text(text_of_name);
    }
    names.push_back(*name);
  }
  return {};
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos
             ? std::string_view()
             : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

ExpandedNames expand_names(std::string_view text) {
  ExpandedNames expanded;
  while (expanded.error.empty()) {
    const std::size_t comma = text.find(',');
    expanded.error = expand_one(without_blanks(text.substr(0, comma)), expanded.names);
    if (comma == std::string_view::npos) {
      break;
    }
    text.remove_prefix(comma + 1);
  }
  return expanded;
}

}  // namespace config::json
