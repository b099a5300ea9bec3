#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "config/settings.h"
#include "printers/format/page.h"
#include "printers/format/remarks.h"

namespace printers {

// Of SHF, or the columns of a WCC. Columns count from 0 here.
struct HorizontalFormat {
  std::size_t columns = 132;  // MPP
  std::size_t left = 0;       // where lines begin
  std::vector<std::size_t> stops{};
};

// Of SVF. Lines count from 0 here.
struct VerticalFormat {
  std::size_t length = 0;  // MPL; 0: a page has no end but the form feeds of the job
  std::size_t top = 0;     // where pages begin
  std::size_t bottom = 0;  // behind the last line that is printed
  std::vector<std::size_t> stops{};
};

enum class TransparentData : std::uint8_t { Keep, Drop };

// The carriage of a printer: readers print and move, pages come out. A page without anything to see
// is left out, so no form feed makes a blank one.
class PageBuilder {
 public:
  // `settings` say what the job does not: columns, lines, overflow. `sink` and `remarks` outlive
  // it.
  PageBuilder(const config::FormatSettings& settings, TransparentData transparent, PageSink& sink,
              Remarks& remarks);

  // Prints and moves right. Behind the last column the line is wrapped, or cut.
  void put(char32_t character, Style style = {});
  // For the printer alone, at this place.
  void transparent(tn3270::Bytes bytes);

  void new_line();         // to the next line's beginning
  void end_line();         // the same, unless this is a line's beginning
  void line_feed();        // down, same column
  void carriage_return();  // to this line's beginning
  void back_space();
  void tab();  // to the next stop; none: one blank
  void tab_every(std::size_t columns);
  void vertical_tab();               // to the next vertical stop; none: a line feed
  void channel(std::size_t number);  // VCS: 1 is the next page, others are vertical stops
  void form_feed();
  void indent();  // to the next stop, where lines begin from now on
  void end_indent();
  void move_right(std::size_t columns);
  void move_to_column(std::size_t column);
  void move_down(std::size_t lines);
  void move_to_line(std::size_t line);  // upwards: on the next page

  void set(HorizontalFormat format);
  void set(VerticalFormat format);
  // 0: as the settings have it.
  void set_cpi(double cpi) { cpi_ = cpi; }
  void set_lpi(double lpi) { lpi_ = lpi; }

  void finish();  // the end of the job
  // Nothing of the job is in here.
  [[nodiscard]] bool untouched() const;
  // The sink takes no more; everything is passed over.
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  [[nodiscard]] std::size_t line_begin() const;
  bool wrap();
  void advance(std::size_t lines);
  void pass_full_pages();
  void end_page(PageEnd end);
  void put_page(PageEnd end);
  void strike(Line& line, const Glyph& glyph);
  [[nodiscard]] bool blank() const { return !inked_ && page_.transparent.empty(); }

  std::size_t default_columns_;
  std::size_t lines_;
  config::Overflow overflow_;
  TransparentData transparent_data_;
  PageSink& sink_;
  Remarks& remarks_;

  HorizontalFormat horizontal_;
  VerticalFormat vertical_;
  std::size_t indent_ = 0;
  double cpi_ = 0;
  double lpi_ = 0;

  Page page_;
  std::size_t line_ = 0;
  std::size_t column_ = 0;
  std::size_t transparent_size_ = 0;
  std::uint64_t dropped_ = 0;
  bool inked_ = false;
  bool stopped_ = false;
};

}  // namespace printers
