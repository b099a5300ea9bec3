#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace config {

// Why a text is not a VTAM name; each value has one sentence in name_fault_text().
enum class NameFault : std::uint8_t { None, Empty, TooLong, BadFirst, BadCharacter };

[[nodiscard]] NameFault name_fault(std::string_view text);

// One sentence for people: what is wrong with `text` and which rule says so. Control bytes are
// shown as '?'.
[[nodiscard]] std::string name_fault_text(std::string_view text);

// A VTAM network name: 1-8 characters, A-Z @ # $ first, then digits too (SNA Formats, type 1134
// string). Eight bytes, blank-padded, upper-cased, trivially copyable, ordered. parse() is the only
// way in: an invalid name cannot exist. Names of different kinds do not convert into each other.
template <class Tag>
class VtamName {
 public:
  static constexpr std::size_t kSize = 8;

  [[nodiscard]] static std::optional<VtamName> parse(std::string_view text) {
    if (name_fault(text) != NameFault::None) {
      return std::nullopt;
    }
    VtamName name;
    std::transform(text.begin(), text.end(), name.bytes_.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return name;
  }

  [[nodiscard]] std::string_view view() const {
    std::string_view padded(bytes_.data(), kSize);
    return padded.substr(0, padded.find_last_not_of(' ') + 1);
  }
  [[nodiscard]] std::string text() const { return std::string(view()); }

  [[nodiscard]] std::uint64_t key() const {
    std::uint64_t key = 0;
    std::memcpy(&key, bytes_.data(), kSize);
    return key;
  }

  friend auto operator<=>(const VtamName&, const VtamName&) = default;

 private:
  VtamName() { bytes_.fill(' '); }
  std::array<char, kSize> bytes_;
};

using LuName = VtamName<struct LuTag>;        // a logical unit of a terminal or printer
using ApplId = VtamName<struct ApplTag>;      // an application's name in VTAM
using ModeName = VtamName<struct ModeTag>;    // an entry of a logmode table
using TableName = VtamName<struct TableTag>;  // a logmode table (MODETAB)
using NodeName = VtamName<struct NodeTag>;    // a major node, usually the book's member name
using GroupName = VtamName<struct GroupTag>;  // a named pool of LUs

// The APPL row of a LU carries the LU's name.
[[nodiscard]] ApplId appl_of(LuName lu);
[[nodiscard]] std::optional<LuName> lu_of(ApplId appl);

}  // namespace config

template <class Tag>
struct std::hash<config::VtamName<Tag>> {
  std::size_t operator()(const config::VtamName<Tag>& name) const noexcept {
    return std::hash<std::uint64_t>{}(name.key());
  }
};
