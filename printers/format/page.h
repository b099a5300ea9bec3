#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"

// What SCS, print buffers and plain text become before they are text or PDF.
namespace printers {

struct Style {
  bool bold = false;        // SA highlight intensify
  bool underscore = false;  // SA highlight underscore, SCS BUS
  friend bool operator==(const Style&, const Style&) = default;
};

// One print position.
struct Glyph {
  char32_t character = U' ';
  Style style{};
  bool wide = false;  // a DBCS character: the next position belongs to it
};

// One line of a page; trailing blanks are not kept.
struct Line {
  std::vector<Glyph> glyphs{};
  // What was printed over them after a CR or BS, each as long as it need be.
  std::vector<std::vector<Glyph>> overstrikes{};
};

// Bytes of TRN, for the printer alone, at their place on the page.
struct Transparent {
  std::size_t line = 0;  // from 0
  std::size_t column = 0;
  tn3270::ByteBuffer bytes{};
};

enum class PageEnd : std::uint8_t {
  FormFeed,  // the job says so: FF, RFF, VCS channel 1, a bottom margin that was passed
  Full,      // as many lines as the settings give a page, and the job goes on
  Job        // the end of the job
};

struct Page {
  std::vector<Line> lines{};
  std::vector<Transparent> transparent{};
  std::uint16_t columns = 132;  // the widest line that the job may write (MPP)
  double cpi = 0;               // 0: the job does not say
  double lpi = 0;               // 0: the job does not say
  PageEnd end = PageEnd::Job;
  // The last line goes on with the next page's first: very long transparent data was passed on.
  bool continued = false;
  [[nodiscard]] bool blank() const { return lines.empty() && transparent.empty(); }
};

class PageSink {
 public:
  PageSink() = default;
  virtual ~PageSink() = default;
  PageSink(const PageSink&) = delete;
  PageSink& operator=(const PageSink&) = delete;
  // False: no more is taken.
  [[nodiscard]] virtual bool put(const Page& page) = 0;
};

}  // namespace printers
