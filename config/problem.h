#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace config {

// Where a setting was said. `file` is an index into Config::files; line and column count from 1, 0
// = not known.
struct Position {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

enum class Severity : std::uint8_t {
  Error,    // nothing starts
  Warning,  // starts; probably not what was meant
  Note      // starts; something is not used or not served
};

// One finding: what is wrong, which rule says so, what to do. The text is one line without a
// position; control bytes of what it quotes are '?'.
struct Problem {
  Severity severity = Severity::Error;
  Position at;
  std::string text;
};

// Collects everything that is wrong, so that all of it is reported at once.
class Problems {
 public:
  void error(Position at, std::string text);
  void warning(Position at, std::string text);
  void note(Position at, std::string text);

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] const std::vector<Problem>& all() const { return all_; }

 private:
  std::vector<Problem> all_;
  std::size_t errors_ = 0;
};

// "file:line:column: error: text"; without a line just "file: error: text". `files` are
// Config::files.
[[nodiscard]] std::string format(const Problem& problem, const std::vector<std::string>& files);

// "file:line:column" for texts that name a second position.
[[nodiscard]] std::string format(Position at, const std::vector<std::string>& files);

}  // namespace config
