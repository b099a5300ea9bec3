#include "printers/format/page_builder.h"

#include <algorithm>
#include <string>
#include <utility>

namespace printers {
namespace {

// A character that is struck nine times is a black spot; a job of nothing but CR must not grow.
constexpr std::size_t kOverstrikes = 8;
// Transparent data of one page that is held until it is passed on.
constexpr std::size_t kTransparentAtOnce = std::size_t{1} << 20U;
constexpr std::size_t kTransparentPlace = 64;  // what one place of it costs beside its bytes

bool visible(const Glyph& glyph) {
  return glyph.character != U' ' || glyph.style.underscore;
}

void place(std::vector<Glyph>& row, std::size_t column, const Glyph& glyph) {
  if (row.size() <= column) {
    row.resize(column + 1);
  }
  row[column] = glyph;
}

bool is_free(const std::vector<Glyph>& row, std::size_t column) {
  return column >= row.size() || !visible(row[column]);
}

}  // namespace

PageBuilder::PageBuilder(const config::FormatSettings& settings, TransparentData transparent,
                         PageSink& sink, Remarks& remarks)
    : default_columns_(std::max<std::size_t>(settings.columns, 1)),
      lines_(std::max<std::size_t>(settings.lines, 1)),
      overflow_(settings.overflow),
      transparent_data_(transparent),
      sink_(sink),
      remarks_(remarks) {
  horizontal_.columns = default_columns_;
}

std::size_t PageBuilder::line_begin() const {
  return std::min(std::max(horizontal_.left, indent_), horizontal_.columns - 1);
}

bool PageBuilder::untouched() const {
  return blank() && line_ == vertical_.top && column_ == line_begin();
}

void PageBuilder::put(char32_t character, Style style) {
  const Glyph glyph{character, style};
  if (stopped_) {
    return;
  }
  if (!visible(glyph)) {
    ++column_;
    return;
  }
  if (column_ >= horizontal_.columns && !wrap()) {
    return;
  }
  pass_full_pages();
  if (page_.lines.size() <= line_) {
    page_.lines.resize(line_ + 1);
  }
  strike(page_.lines[line_], glyph);
  inked_ = true;
  ++column_;
}

// False: the line is cut here. Blanks behind the last column begin no line until something is
// printed behind them: lines that are filled with blanks are no longer than those that are not
// (Reading; a 3287 begins a line with the first of them).
bool PageBuilder::wrap() {
  if (overflow_ == config::Overflow::Cut) {
    remarks_.once("lines longer than " + std::to_string(horizontal_.columns) + " columns were cut");
    return false;
  }
  while (column_ >= horizontal_.columns) {
    const std::size_t beyond = column_ - horizontal_.columns;
    new_line();
    column_ += beyond;
  }
  return true;
}

void PageBuilder::strike(Line& line, const Glyph& glyph) {
  if (is_free(line.glyphs, column_)) {
    place(line.glyphs, column_, glyph);
    return;
  }
  for (std::vector<Glyph>& row : line.overstrikes) {
    if (is_free(row, column_)) {
      place(row, column_, glyph);
      return;
    }
  }
  if (line.overstrikes.size() == kOverstrikes) {
    remarks_.once("what was printed more than " + std::to_string(kOverstrikes + 1) +
                  " times in one place was left out");
    return;
  }
  line.overstrikes.emplace_back();
  place(line.overstrikes.back(), column_, glyph);
}

void PageBuilder::transparent(tn3270::Bytes bytes) {
  if (transparent_data_ == TransparentData::Drop) {
    dropped_ += bytes.size();
    return;
  }
  if (stopped_ || bytes.empty()) {
    return;
  }
  pass_full_pages();
  auto& all = page_.transparent;
  const bool same_place = !all.empty() && all.back().line == line_ && all.back().column == column_;
  if (!same_place) {
    all.push_back({line_, column_, {}});
    transparent_size_ += kTransparentPlace;
  }
  all.back().bytes.insert(all.back().bytes.end(), bytes.begin(), bytes.end());
  transparent_size_ += bytes.size();
  if (transparent_size_ >= kTransparentAtOnce) {
    page_.lines.resize(std::max(page_.lines.size(), line_ + 1));
    page_.continued = true;
    put_page(PageEnd::Full);
    line_ = 0;
    column_ = 0;
  }
}

void PageBuilder::set(HorizontalFormat format) {
  horizontal_ = std::move(format);
  horizontal_.columns = horizontal_.columns == 0 ? default_columns_ : horizontal_.columns;
  indent_ = 0;
  column_ = std::max(column_, line_begin());
}

void PageBuilder::set(VerticalFormat format) {
  vertical_ = std::move(format);
  line_ = blank() ? std::max(line_, vertical_.top) : line_;
}

void PageBuilder::finish() {
  end_page(PageEnd::Job);
  if (dropped_ > 0) {
    remarks_.add(std::to_string(dropped_) + " bytes for the printer alone were left out");
  }
}

}  // namespace printers
