#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/draft.h"
#include "config/json/document.h"
#include "config/limits.h"
#include "config/names.h"
#include "config/time.h"

namespace config::json {

// What a deadline may be. `or_never`: zero too.
struct Span {
  Ticks least = limits::kShortestDeadline;
  Ticks most = limits::kLongestDeadline;
  bool or_never = false;
};

template <class Enum>
struct Word {
  std::string_view spelled;
  Enum meaning;
};

// What the readers of all sections share: where findings go, and how one value becomes a setting.
// Each reader of a value says itself what is wrong, leaves the setting as it was, and returns
// false.
class Reading {
 public:
  Reading(const std::filesystem::path& path, Draft& draft) : path_(path), draft_(draft) {}

  [[nodiscard]] Config& config() { return draft_.config; }
  [[nodiscard]] Draft& draft() { return draft_; }
  [[nodiscard]] std::string stem() const { return path_.stem().string(); }
  void error(Position at, std::string text) { draft_.problems.error(at, std::move(text)); }

  bool is(const Value& value, Kind kind, std::string_view allowed);
  bool text(const Value& value, std::string& setting);      // at least one character
  bool any_text(const Value& value, std::string& setting);  // may be empty
  bool host(const Value& value, std::string& setting);      // a name or an address: no blanks
  bool path(const Value& value, std::string& setting);      // relative to the file's folder
  bool flag(const Value& value, bool& setting);
  bool port(const Value& value, std::uint16_t& setting);
  bool seconds(const Value& value, const Span& span, Ticks& setting);
  bool count(const Value& value, std::uint32_t least, std::uint32_t most, std::uint32_t& setting);
  // Text of exactly so many hexadecimal digits: 16 at most.
  bool hex(const Value& value, std::size_t digits, std::uint64_t& setting);

  // Text of two hexadecimal digits for each byte.
  template <std::size_t N>
  bool bytes(const Value& value, std::array<std::uint8_t, N>& setting) {
    if (!is_hex(value, N * 2)) {
      return false;
    }
    const char* digit = value.text().data();
    for (std::uint8_t& byte : setting) {
      std::from_chars(digit, digit + 2, byte, 16);
      digit += 2;
    }
    return true;
  }
  // A name, or a beginning of names and '*'; in upper case.
  bool pattern(const Value& value, std::string& setting);
  // A terminal type (DeviceMode::device); in upper case.
  bool device(const Value& value, std::string& setting);
  // The number of a page, the deck's name for the usual one, or "client".
  bool code_page(const Value& value, std::string& setting);

  template <class Tag>
  bool name(const Value& value, std::optional<VtamName<Tag>>& setting) {
    if (!is(value, Kind::Text, "a name")) {
      return false;
    }
    if (name_fault(value.text()) != NameFault::None) {
      error(value.at(), name_fault_text(value.text()));
      return false;
    }
    setting = VtamName<Tag>::parse(value.text());
    return true;
  }

  // One of a few words.
  template <class Enum, std::size_t N>
  bool word(const Value& value, const Word<Enum> (&words)[N], Enum& setting) {
    return word(value, std::span<const Word<Enum>>(words), setting);
  }
  template <class Enum>
  bool word(const Value& value, std::span<const Word<Enum>> words, Enum& setting) {
    std::vector<std::string_view> known;
    for (const Word<Enum>& word : words) {
      if (value.kind() == Kind::Text && value.text() == word.spelled) {
        setting = word.meaning;
        return true;
      }
      known.push_back(word.spelled);
    }
    unknown_word(value, known);
    return false;
  }

  void unknown_key(const Value& member, const std::vector<std::string_view>& known);
  // False, with an error, if `first` says that the key was in this object before.
  bool only_once(const Value& member, Position& first);

 private:
  bool is_hex(const Value& value, std::size_t digits);
  void unknown_word(const Value& value, const std::vector<std::string_view>& known);

  const std::filesystem::path& path_;
  Draft& draft_;
};

// How messages call a value: "'port'", or "an entry" in a list.
[[nodiscard]] std::string label(const Value& value);

}  // namespace config::json
