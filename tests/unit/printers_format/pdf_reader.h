#pragma once

#include <optional>
#include <string>
#include <vector>

#include "printers/format/format.h"

namespace test_printers {

// Keeps what is put, up to a number of bytes.
class KeptBytes : public printers::ByteSink {
 public:
  explicit KeptBytes(std::size_t room = static_cast<std::size_t>(-1)) : room_(room) {}
  [[nodiscard]] bool put(tn3270::Bytes bytes) override;
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::size_t room_;
  std::string bytes_{};
};

// What poppler's programs say of a document: another reading of PDF than ours.
[[nodiscard]] bool has_poppler();
// Each page's lines, as pdftotext -layout has them: their words with one blank between, and no
// empty lines. It guesses how many blanks and empty lines a gap is.
[[nodiscard]] std::vector<std::vector<std::string>> pages_of(const std::string& pdf);
// Page 1 to the blank without its left margin, for who knows how wide its cells are.
[[nodiscard]] std::vector<std::string> exact_lines_of(const std::string& pdf, double cell);
// A line of pdfinfo: "Title", "Pages", "Page size".
[[nodiscard]] std::string info_of(const std::string& pdf, const std::string& name);
// What pdffonts lists, a font a line.
[[nodiscard]] std::vector<std::string> fonts_of(const std::string& pdf);
// Dark dots of page 1 in a picture of 72 dots an inch, between two corners.
struct Corner {
  int x;
  int y;
};
[[nodiscard]] int dark_dots(const std::string& pdf, Corner from, Corner to);

}  // namespace test_printers
