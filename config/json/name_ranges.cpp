#include "config/json/name_ranges.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "config/limits.h"

namespace config::json {
namespace {

constexpr std::string_view kExample = "; write a range like T[001-100]";

// What a name is made of: fixed characters, or digits that count from first to last.
struct Piece {
  std::string_view fixed;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::size_t width = 0;  // 0: fixed
  [[nodiscard]] std::size_t count() const { return width == 0 ? 1 : last - first + 1; }
};

std::string quoted(std::string_view text) {
  std::string shown(text.substr(0, 40));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
  return "'" + shown + "'";
}

bool is_decimal(std::string_view digits) {
  return !digits.empty() && digits.size() <= LuName::kSize &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint32_t decimal(std::string_view digits) {
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// The inside of one bracket.
std::string parse_range(std::string_view inside, Piece& piece) {
  const std::string shown = "'[" + std::string(inside.substr(0, 40)) + "]'";
  const std::size_t dash = inside.find('-');
  const std::string_view first = inside.substr(0, dash);
  const std::string_view last =
      dash == std::string_view::npos ? std::string_view() : inside.substr(dash + 1);
  if (!is_decimal(first) || !is_decimal(last)) {
    return shown + " is not two decimal numbers with a '-' between" + std::string(kExample);
  }
  if (first.size() != last.size()) {
    return shown + " has ends of different width, so it is not clear how its names are written" +
           std::string(kExample);
  }
  piece = {{}, decimal(first), decimal(last), first.size()};
  if (piece.first > piece.last) {
    return shown + " counts down; write the smaller number first";
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
    pieces.push_back({text.substr(0, end)});
    text.remove_prefix(end);
  }
  return {};
}

// The name number `index` of a range; the last bracket counts fastest.
std::string nth_name(const std::vector<Piece>& pieces, std::size_t index) {
  std::string name;
  for (std::size_t i = pieces.size(); i > 0; --i) {
    const Piece& piece = pieces[i - 1];
    std::string part(piece.fixed);
    if (piece.width > 0) {
      part = std::to_string(piece.first + index % piece.count());
      part.insert(0, piece.width - part.size(), '0');
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
  std::size_t count = 1;
  for (const Piece& piece : pieces) {
    // Each factor is below 10^8 and the product is checked at once: no overflow.
    count *= piece.count();
    if (names.size() + count > limits::kRangeNames) {
      return quoted(text) + " stands for more than " + std::to_string(limits::kRangeNames) +
             " names";
    }
  }
  names.reserve(names.size() + count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string spelled = nth_name(pieces, i);
    const auto name = LuName::parse(spelled);
    if (!name) {
      return name_fault_text(spelled);
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
