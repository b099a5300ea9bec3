#include "tests/unit/printers_format/printing.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <variant>

namespace printers {
namespace {

std::string row_of(const std::vector<Glyph>& glyphs) {
  std::string row;
  for (const Glyph& glyph : glyphs) {
    row += glyph.character < 0x80 ? static_cast<char>(glyph.character) : '#';
  }
  return row;
}

char letter(PageEnd end) {
  return end == PageEnd::FormFeed ? 'F' : end == PageEnd::Full ? '+' : 'J';
}

tn3270::ByteBuffer buffer_of(std::string_view raw) {
  return {raw.begin(), raw.end()};
}

}  // namespace

bool StringSink::put(tn3270::Bytes bytes) {
  if (text.size() + bytes.size() > most_) {
    return false;
  }
  text.append(bytes.begin(), bytes.end());
  return true;
}

bool PageList::put(const Page& page) {
  pages.push_back(page);
  return true;
}

std::vector<std::string> PageList::rows() const {
  std::vector<std::string> all;
  for (const Page& page : pages) {
    std::string one;
    for (const Line& line : page.lines) {
      one += row_of(line.glyphs);
      for (const auto& over : line.overstrikes) {
        one += "<" + row_of(over);
      }
      one += '|';
    }
    all.push_back(one + letter(page.end));
  }
  return all;
}

Printed print(const config::FormatSettings& settings, const std::vector<Piece>& pieces,
              tn3270::ScreenSizes sizes) {
  static const auto page = tn3270::cp037();
  StringSink sink;
  auto made = make_formatter(settings, JobTitle{}, *page, sizes, sink);
  if (const auto* why = std::get_if<std::string>(&made)) {
    ADD_FAILURE() << *why;
    return {};
  }
  auto& formatter = *std::get<std::unique_ptr<Formatter>>(made);
  for (const Piece& piece : pieces) {
    EXPECT_TRUE(formatter.piece(piece.kind, piece.bytes));
  }
  Printed printed;
  printed.report = formatter.finish();
  printed.text = sink.text;
  return printed;
}

tn3270::ByteBuffer ebcdic(std::string_view words) {
  static const auto page = tn3270::cp037();
  tn3270::ByteBuffer all;
  while (!words.empty()) {
    if (words.front() == ' ') {
      words.remove_prefix(1);
    } else if (words.front() == '\'') {
      const std::size_t end = words.find('\'', 1);
      page->encode(words.substr(1, end - 1), end, all);
      words.remove_prefix(end + 1);
    } else {
      all.push_back(
          static_cast<std::uint8_t>(std::stoul(std::string(words.substr(0, 2)), nullptr, 16)));
      words.remove_prefix(2);
    }
  }
  return all;
}

Piece scs(std::string_view words) {
  return {PieceKind::Scs, ebcdic(words)};
}
Piece data(std::string_view words) {
  return {PieceKind::Data3270, ebcdic(words)};
}
Piece text(std::string_view utf8) {
  return {PieceKind::Text, buffer_of(utf8)};
}
Piece bytes(std::string_view raw) {
  return {PieceKind::Bytes, buffer_of(raw)};
}

config::FormatSettings bare() {
  config::FormatSettings settings;
  settings.form_feed = config::FormFeed::None;
  return settings;
}

config::FormatSettings direct() {
  return format_settings_of(config::LuType::Direct, {});
}

}  // namespace printers
