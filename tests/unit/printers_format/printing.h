#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.h"
#include "printers/format/format.h"
#include "printers/format/page.h"

namespace printers {

// Where bytes go in tests; takes no more than `most`.
class StringSink : public ByteSink {
 public:
  explicit StringSink(std::size_t most = std::string::npos) : most_(most) {}
  bool put(tn3270::Bytes bytes) override;
  std::string text;

 private:
  std::size_t most_;
};

// Where pages go in tests.
class PageList : public PageSink {
 public:
  bool put(const Page& page) override;
  std::vector<Page> pages;
  // Each line as ASCII, those of overstrikes behind a '<', '|' between lines, and the page's end
  // as one letter: "AB|C<_ F".
  [[nodiscard]] std::vector<std::string> rows() const;
};

struct Printed {
  std::string text;
  FormatReport report;
};

// The whole job at once.
[[nodiscard]] Printed print(const config::FormatSettings& settings,
                            const std::vector<Piece>& pieces,
                            tn3270::ScreenSizes sizes = tn3270::ScreenSizes{});

// "0C C1 'text' C2": bytes in hex, and text in code page 037 between quotes.
[[nodiscard]] tn3270::ByteBuffer ebcdic(std::string_view words);
[[nodiscard]] Piece scs(std::string_view words);
[[nodiscard]] Piece data(std::string_view words);  // a 3270 record
[[nodiscard]] Piece text(std::string_view utf8);
[[nodiscard]] Piece bytes(std::string_view raw);

// LF, UTF-8 and no form feed that the job does not say: what is tested shows bare.
[[nodiscard]] config::FormatSettings bare();
// As a raw port's printer has it without any setting.
[[nodiscard]] config::FormatSettings direct();

}  // namespace printers
