#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "printers/format/page_builder.h"
#include "printers/format/remarks.h"
#include "tn3270/datastream/bytes.h"

namespace printers {

// UTF-8 onto pages: \n and CR LF begin a line, \f a page, \t goes to the next column of 8, a lone
// CR to the line's beginning, \b one back. What is malformed becomes U+FFFD, other control
// characters are left out. Pieces may be cut anywhere.
class TextReader {
 public:
  TextReader(PageBuilder& page, Remarks& remarks) : page_(page), remarks_(remarks) {}
  void feed(tn3270::Bytes piece);
  void finish();  // no more pieces, or one of another kind follows

 private:
  void take(char32_t character);
  void control(char32_t character);
  void take_all(std::string_view text);

  PageBuilder& page_;
  Remarks& remarks_;
  std::array<char, 4> begun_{};  // a character that is cut
  std::size_t begun_size_ = 0;
  bool begins_ = true;
};

}  // namespace printers
