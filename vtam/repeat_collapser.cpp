#include "vtam/repeat_collapser.h"

#include <utility>

#include "config/limits.h"

namespace vtam {

RepeatCollapser::RepeatCollapser(config::Ticks window) : window_(window) {}

std::string RepeatCollapser::summary(const Window& window) {
  return window.line + " (repeated " + std::to_string(window.hidden) +
         (window.hidden == 1 ? " time)" : " times)");
}

std::optional<std::string> RepeatCollapser::say(const std::string& key, std::string line,
                                                config::Instant now) {
  const auto found = windows_.find(key);
  if (found == windows_.end()) {
    // Full: better a repeated line than one that is lost.
    if (windows_.size() < config::limits::kCollapsedLines) {
      windows_.emplace(key, Window{line, now});
    }
    return line;
  }
  Window& window = found->second;
  if (now - window.opened < window_) {
    ++window.hidden;
    window.line = std::move(line);
    return std::nullopt;
  }
  const std::uint64_t hidden = window.hidden;
  window = Window{std::move(line), now};
  return hidden == 0 ? window.line : summary({window.line, now, hidden});
}

std::vector<std::string> RepeatCollapser::ended(config::Instant now) {
  std::vector<std::string> lines;
  for (auto window = windows_.begin(); window != windows_.end();) {
    if (now - window->second.opened < window_) {
      ++window;
      continue;
    }
    if (window->second.hidden > 0) {
      lines.push_back(summary(window->second));
    }
    window = windows_.erase(window);
  }
  return lines;
}

}  // namespace vtam
