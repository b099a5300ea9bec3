#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/time.h"

namespace vtam {

// Keeps a console readable: of equal lines only the first of a while is said, and afterwards how
// often it came again (seed 3.9.2: BSTT075E "issued repeatedly on console").
class RepeatCollapser {
 public:
  explicit RepeatCollapser(config::Ticks window);

  // `key` says what counts as equal. The line to say now, or nothing while the window that its
  // first one opened is still open.
  [[nodiscard]] std::optional<std::string> say(const std::string& key, std::string line,
                                               config::Instant now);

  // The windows that have ended: one line for each that hid something. Call it now and then.
  [[nodiscard]] std::vector<std::string> ended(config::Instant now);

 private:
  struct Window {
    std::string line;
    config::Instant opened;
    std::uint64_t hidden = 0;
  };
  static std::string summary(const Window& window);

  config::Ticks window_;
  std::unordered_map<std::string, Window> windows_;  // at most limits::kCollapsedLines
};

}  // namespace vtam
