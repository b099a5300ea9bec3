#include "vtam/operator/layout.h"

#include "config/limits.h"

namespace vtam {

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) {
    text.append(width - text.size(), ' ');
  }
  return text;
}

std::string ten_digits(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 10 ? 10 - digits.size() : 0, '0') + digits;
}

void say_names(OperatorMessages& messages, const char* id, const std::vector<std::string>& names) {
  constexpr std::size_t kPerLine = 3;
  constexpr std::size_t kWidth = 20;
  std::string line;
  for (std::size_t done = 0; const std::string& name : names) {
    line += ++done % kPerLine == 0 || done == names.size() ? name : padded(name, kWidth);
    if (done % kPerLine == 0 || done == names.size()) {
      say(messages, id, line);
      line.clear();
    }
  }
}

std::size_t shown(const Display& display, std::size_t all) {
  const std::size_t most = std::min(display.most.value_or(config::limits::kDisplayRows),
                                    config::limits::kDisplayMostRows);
  return std::min(most, all);
}

void say_cut(OperatorMessages& messages, std::size_t rows, std::size_t all) {
  if (rows < all) {
    say(messages, "IST1315I", "DISPLAY TRUNCATED AT MAX = " + std::to_string(rows));
    say(messages, "TND310I",
        std::to_string(rows) + " OF " + std::to_string(all) + " RECORDS DISPLAYED");
  }
}

}  // namespace vtam
