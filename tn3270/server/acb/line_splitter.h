#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "config/limits.h"

namespace server {

// What an application sends, cut into its lines. An unfinished one is kept, nothing else.
class LineSplitter {
 public:
  // Calls take(line) for every line that is whole now, without its NL; take returns false
  // when nothing more is wanted. False: a line is longer than limits::kApplicationLine.
  template <class Take>
  [[nodiscard]] bool feed(std::string_view bytes, const Take& take) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      const std::size_t size = std::min(end, bytes.size());
      if (kept_.size() + size > config::limits::kApplicationLine) {
        return false;
      }
      if (end == std::string_view::npos) {
        kept_.append(bytes);
        return true;
      }
      // Taken out first: `take` may end the connection, and this with it.
      // Taken out first: `take` may end the connection, and this with it.
      std::string whole = std::exchange(kept_, {});
      std::string_view line = bytes.substr(0, end);
      if (!whole.empty()) {
        whole.append(line);
        line = whole;
      }
      if (!take(line)) {
        return true;
      }
      bytes.remove_prefix(end + 1);
    }
    return true;
  }

  [[nodiscard]] bool unfinished() const { return !kept_.empty(); }

 private:
  std::string kept_;
};

}  // namespace server
