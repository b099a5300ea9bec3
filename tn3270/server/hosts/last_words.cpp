#include "tn3270/server/hosts/last_words.h"

#include <utility>

#include "config/limits.h"
#include "tn3270/protocol/text_lines.h"

namespace server {

void LastWords::add(std::string line) {
  if (lines_.size() == config::limits::kHostLastLines) {
    lines_.erase(lines_.begin());
  }
  lines_.push_back(std::move(line));
}

void LastWords::add(tn3270::Bytes nvt) {
  tn3270::TextLines lines;
  while (auto line = lines.next(nvt)) {
    add(std::move(*line));
  }
  if (auto line = lines.finish()) {
    add(std::move(*line));
  }
}

std::string LastWords::text() const {
  std::string text;
  for (const std::string& line : lines_) {
    text += (text.empty() ? "" : " / ") + line;
  }
  return text;
}

}  // namespace server
