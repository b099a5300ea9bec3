#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "config/settings.h"
#include "printers/format/charset.h"
#include "printers/format/format.h"
#include "printers/format/page.h"

namespace printers {

// Pages as lines of text with form feeds, in the settings' charset.
//
// Form feeds that the job itself says are kept. Besides, FormFeed::After puts one behind the job's
// last page unless the job has; Before puts one in front of the job, and none at its end; None adds
// none. PageEnd::Full is paper that goes on.
//
// Overstrikes are printed over the line behind a CR where the line end is CR LF. Elsewhere the last
// character of a place is kept, but an underscore hides nothing.
class TextOutput : public PageSink {
 public:
  // Or why it can't be: a charset that iconv has not. `sink` outlives it.
  [[nodiscard]] static std::variant<std::unique_ptr<TextOutput>, std::string> make(
      const config::FormatSettings& settings, ByteSink& sink);

  [[nodiscard]] bool put(const Page& page) override;
  [[nodiscard]] bool finish();  // the end of the job
  [[nodiscard]] std::uint64_t unprintable() const { return unprintable_; }

 private:
  TextOutput(const config::FormatSettings& settings, std::unique_ptr<Charset> charset,
             ByteSink& sink);

  using Place = std::vector<Transparent>::const_iterator;
  void write_line(const Line& line, Place begin, Place end);
  void write_tail(Place begin, Place end);
  void write_row(const std::vector<Glyph>& row, std::size_t from, std::size_t to);
  void write_line_end();
  void write_form_feed();
  void character(char32_t character);
  bool flush(std::size_t above);

  config::LineEnd line_end_;
  config::FormFeed form_feed_;
  std::unique_ptr<Charset> charset_;
  ByteSink& sink_;
  tn3270::ByteBuffer out_;
  std::uint64_t unprintable_ = 0;
  bool inked_ = false;      // this sheet has something to see
  bool continues_ = false;  // the page before has no end
  bool stopped_ = false;
};

}  // namespace printers
