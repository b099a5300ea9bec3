#pragma once

#include <string>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace server {

// What a host has written last in plain text, for those who read that it has closed: at most
// limits::kHostLastLines lines of limits::kHostTextLine printable characters.
class LastWords {
 public:
  // One line, as tn3270::TextLines cuts and cleans it.
  void add(std::string line);
  // NVT-DATA: lines of it, cut and cleaned.
  void add(tn3270::Bytes nvt);
  // Something else has followed.
  void forget() { lines_.clear(); }
  [[nodiscard]] bool empty() const { return lines_.empty(); }
  [[nodiscard]] std::string text() const;  // "FIRST / SECOND"

 private:
  std::vector<std::string> lines_;
};

}  // namespace server
