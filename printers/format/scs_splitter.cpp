#include "printers/format/scs_splitter.h"

#include <algorithm>

namespace printers {

void ScsSplitter::feed(tn3270::Bytes piece, ScsHandler& handler) {
  while (!piece.empty()) {
    if (begun_.empty() && is_scs_text(piece.front())) {
      const auto end = std::find_if_not(piece.begin(), piece.end(), is_scs_text);
      const auto length = static_cast<std::size_t>(end - piece.begin());
      handler.text(piece.first(length));
      piece = piece.subspan(length);
      offset_ += length;
      continue;
    }
    // Until the length is known byte by byte, then all that is missing.
    const std::size_t length = begun_.empty() ? 0 : scs_code_length(begun_);
    const std::size_t wanted = length == 0 ? 1 : length - begun_.size();
    const std::size_t taken = std::min(wanted, piece.size());
    begun_.insert(begun_.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(taken));
    piece = piece.subspan(taken);
    offset_ += taken;
    if (begun_.size() == scs_code_length(begun_)) {
      handler.code(begun_, offset_ - begun_.size());
      begun_.clear();
    }
  }
}

}  // namespace printers
