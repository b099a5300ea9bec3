#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/deck/card.h"
#include "config/names.h"
#include "config/problem.h"

namespace config::deck {

// Whether messages may repeat what stands on the card. They may not where a password can stand,
// also in the wrong place.
enum class Quote : std::uint8_t { Yes, No };

// The positional operands of one statement, counted from 1 (0 is the statement itself). What is
// wrong with one is reported with its column, the rule and the statement's form.
class Operands {
 public:
  Operands(const Card& card, std::string_view form, Quote quote, Problems& problems);

  [[nodiscard]] bool has(std::size_t index) const { return index < words_.size(); }
  // `*`, or left out at the end: whatever the default is.
  [[nodiscard]] bool is_default(std::size_t index) const;
  [[nodiscard]] const std::string& text(std::size_t index) const { return words_[index].text; }
  [[nodiscard]] std::string rest(std::size_t index) const;
  // Where the operand is, or where it would have to be written.
  [[nodiscard]] Position at(std::size_t index) const;
  [[nodiscard]] std::string quoted(std::size_t index) const;

  template <class Name>
  [[nodiscard]] std::optional<Name> name(std::size_t index, std::string_view what) {
    const auto valid = valid_name(index, what);
    return valid ? Name::parse(*valid) : std::nullopt;
  }
  [[nodiscard]] std::optional<std::uint16_t> port(std::size_t index,
                                                  std::optional<std::uint16_t> fallback);
  // Any text but `*`.
  [[nodiscard]] std::optional<std::string> required(std::size_t index, std::string_view what);

  // A warning if there are more operands than the statement takes.
  void end(std::size_t count);
  void error(std::size_t index, const std::string& text);
  void warning(std::size_t index, const std::string& text);

 private:
  [[nodiscard]] std::optional<std::string> valid_name(std::size_t index, std::string_view what);
  void missing(std::size_t index, std::string_view what);

  const Card& card_;
  std::string_view form_;
  Quote quote_;
  Problems& problems_;
  std::vector<Word> words_;
  bool missing_said_ = false;  // once a statement: the form shows the rest
};

}  // namespace config::deck
