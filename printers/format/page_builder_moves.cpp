#include <algorithm>
#include <utility>

#include "printers/format/page_builder.h"

namespace printers {
namespace {

constexpr std::size_t kChannels = 12;

// The first stop behind `from`; 0: none.
std::size_t stop_behind(const std::vector<std::size_t>& stops, std::size_t from) {
  const auto found =
      std::find_if(stops.begin(), stops.end(), [from](std::size_t stop) { return stop > from; });
  return found == stops.end() ? 0 : *found;
}

}  // namespace

void PageBuilder::new_line() {
  column_ = line_begin();
  advance(1);
}

void PageBuilder::end_line() {
  if (column_ != line_begin()) {
    new_line();
  }
}

void PageBuilder::line_feed() {
  advance(1);
}

void PageBuilder::carriage_return() {
  column_ = line_begin();
}

void PageBuilder::back_space() {
  column_ -= column_ > 0 ? 1 : 0;
}

void PageBuilder::tab() {
  const std::size_t stop = stop_behind(horizontal_.stops, column_);
  if (stop == 0) {
    put(U' ');
  } else {
    column_ = stop;
  }
}

void PageBuilder::tab_every(std::size_t columns) {
  move_to_column((column_ / columns + 1) * columns);
}

void PageBuilder::indent() {
  tab();
  indent_ = column_;
}

void PageBuilder::end_indent() {
  indent_ = 0;
}

void PageBuilder::vertical_tab() {
  const std::size_t stop = stop_behind(vertical_.stops, line_);
  advance(stop == 0 ? 1 : stop - line_);
}

// The n-th channel is the vertical stop n - 1 if that is below, else the next line as for VT
// (Reading; pr3287 always takes the next line).
void PageBuilder::channel(std::size_t number) {
  if (number == 1) {
    form_feed();
    return;
  }
  const bool known = number >= 2 && number <= kChannels && number - 2 < vertical_.stops.size();
  const std::size_t stop = known ? vertical_.stops[number - 2] : 0;
  advance(stop > line_ ? stop - line_ : 1);
}

void PageBuilder::form_feed() {
  end_page(PageEnd::FormFeed);
  line_ = vertical_.top;
  column_ = line_begin();
}

void PageBuilder::move_right(std::size_t columns) {
  move_to_column(column_ + columns);
}

void PageBuilder::move_to_column(std::size_t column) {
  column_ = std::min(column, horizontal_.columns);
}

void PageBuilder::move_down(std::size_t lines) {
  advance(lines);
}

void PageBuilder::move_to_line(std::size_t line) {
  const std::size_t column = column_;
  if (line < line_) {
    form_feed();
  }
  advance(line > line_ ? line - line_ : 0);
  column_ = column;
}

// With a page length the bottom margin ends the page as soon as it is passed. Without one a page is
// passed on when something comes behind its last line, so that a form feed there makes no second
// page.
void PageBuilder::advance(std::size_t lines) {
  if (stopped_) {
    return;
  }
  line_ += lines;
  if (vertical_.length > 0 && line_ >= vertical_.bottom) {
    end_page(PageEnd::FormFeed);
    line_ = vertical_.top;
  } else if (line_ > lines_) {
    pass_full_pages();
  }
}

void PageBuilder::pass_full_pages() {
  while (vertical_.length == 0 && line_ >= lines_ && !stopped_) {
    const std::size_t left = line_ - lines_;
    line_ = lines_;
    put_page(PageEnd::Full);
    line_ = left;
  }
}

void PageBuilder::end_page(PageEnd end) {
  if (!stopped_ && !blank()) {
    put_page(end);
  }
  page_ = {};
  inked_ = false;
  transparent_size_ = 0;
}

void PageBuilder::put_page(PageEnd end) {
  page_.lines.resize(std::max(page_.lines.size(), line_));
  page_.columns = static_cast<std::uint16_t>(horizontal_.columns);
  page_.cpi = cpi_;
  page_.lpi = lpi_;
  page_.end = end;
  stopped_ = !sink_.put(page_) || stopped_;
  page_ = {};
  inked_ = false;
  transparent_size_ = 0;
}

}  // namespace printers
