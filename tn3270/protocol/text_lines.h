#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tn3270/datastream/bytes.h"

namespace tn3270 {

// Lines of plain text that a host writes before records flow, cut out of data runs: printable,
// bounded in length and in number (limits::kHostTextLine, kHostTextLines). Empty ones are none.
class TextLines {
 public:
  // Takes bytes from the front of `run` until a line has ended; nullopt: all is taken.
  [[nodiscard]] std::optional<std::string> next(Bytes& run);
  // The line that has begun, if there is one; it ends here.
  [[nodiscard]] std::optional<std::string> finish();
  // Records flow: what was begun is forgotten, with its memory, and the count begins anew.
  void forget();

 private:
  ByteBuffer begun_;
  std::uint16_t lines_ = 0;
};

}  // namespace tn3270
