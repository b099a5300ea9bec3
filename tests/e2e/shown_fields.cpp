#include "tests/e2e/shown_fields.h"

#include <array>
#include <sstream>
#include <string_view>
#include <utility>

namespace e2e {
namespace {

constexpr std::array kColors = {"",       " blue",      " red",    " pink",
                                " green", " turquoise", " yellow", " white"};

unsigned hex(std::string_view digits) {
  return static_cast<unsigned>(std::stoul(std::string(digits), nullptr, 16));
}

// "c0=e0,42=f5" -> the value of "42", or 0.
unsigned part(std::string_view attribute, std::string_view type) {
  const std::size_t at = attribute.find(std::string(type) + "=");
  return at == std::string_view::npos ? 0 : hex(attribute.substr(at + type.size() + 1, 2));
}

std::string look(std::string_view attribute) {
  constexpr unsigned kProtected = 0x20;
  constexpr unsigned kNumeric = 0x10;
  constexpr unsigned kHidden = 0x0C;
  constexpr unsigned kIntense = 0x08;
  const unsigned bits = part(attribute, "c0");
  std::string words = (bits & kProtected) == 0 ? "input"
                      : (bits & kNumeric) == 0 ? "protected"
                                               : "skip";
  if ((bits & kProtected) == 0 && (bits & kNumeric) != 0) {
    words += " numeric";
  }
  if ((bits & kHidden) == kHidden) {
    words += " hidden";
  } else if ((bits & kIntense) != 0) {
    words += " intense";
  }
  const unsigned color = part(attribute, "42");
  words += color > 0xF0 ? kColors.at(color - 0xF0) : "";
  const unsigned highlight = part(attribute, "41");
  words += highlight == 0xF1 ? " blink" : highlight == 0xF2 ? " reverse" : "";
  words += highlight == 0xF4 ? " underscore" : "";
  return words;
}

struct Shown {
  std::string head;
  std::string text;
};

std::string bytes_of(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const unsigned byte = hex(digits.substr(i, 2));
    bytes += byte == 0 ? ' ' : static_cast<char>(byte);
  }
  return bytes;
}

}  // namespace

std::vector<std::string> shown_fields(S3270& client) {
  std::vector<Shown> fields;
  const std::vector<std::string> rows = client.action("ReadBuffer(Ascii)").data;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::istringstream cells(rows[row]);
    std::size_t column = 0;
    for (std::string cell; cells >> cell; ++column) {
      if (cell.rfind("SF(", 0) == 0) {
        // The first character is the next cell, on the next row after the last column.
        fields.push_back(
            {std::to_string(row + 1) + " " + std::to_string(column + 2) + " " + look(cell), ""});
      } else if (!fields.empty() && cell.rfind("SA(", 0) != 0) {
        fields.back().text += bytes_of(cell);
      }
    }
  }
  std::vector<std::string> texts;
  for (Shown& field : fields) {
    field.text.erase(field.text.find_last_not_of(' ') + 1);
    texts.push_back(field.head + (field.text.empty() ? "" : " " + field.text));
  }
  return texts;
}

std::string cursor_place(S3270& client) {
  // "U F U C(127.0.0.1) I 2 24 80 21 14 0x0 -": cursor row and column, from 0, are the 9th and
  // 10th.
  std::istringstream words(client.action("Query(Cursor)").status);
  std::string word;
  for (int skipped = 0; skipped < 8; ++skipped) {
    words >> word;
  }
  int row = 0;
  int column = 0;
  words >> row >> column;
  return std::to_string(row + 1) + " " + std::to_string(column + 1);
}

}  // namespace e2e
