#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tn3270/datastream/bytes.h"

namespace tn3270 {

// One single-byte EBCDIC page as a pair of tables, built once through glibc's iconv and then only
// read, from any thread. Text of ours is UTF-8.
class CodePage {
 public:
  // By any name that code_page_number() takes. nullptr: iconv has no such page, or it is no
  // single-byte EBCDIC; why_no_code_page() says which.
  [[nodiscard]] static std::shared_ptr<const CodePage> open(std::string_view name);

  // As IBM writes it: "037", "273", "1140".
  [[nodiscard]] const std::string& number() const { return number_; }

  // Appends one byte per character, at most `most`; returns how many. A character that the page has
  // not, and every byte of malformed UTF-8, becomes SUB; a control character becomes a blank, so
  // that no text can hold an order. Of two bytes for one character the lower is written.
  std::size_t encode(std::string_view utf8, std::size_t most, ByteBuffer& out) const;
  [[nodiscard]] ByteBuffer encode(std::string_view utf8) const;

  // How many bytes at the beginning of `utf8` are characters of ASCII that the page has, none of
  // them a control character: each is one byte there too.
  [[nodiscard]] std::size_t plain_run(std::string_view utf8) const;

  // nullopt: the page has no such character. Control characters are none.
  [[nodiscard]] std::optional<std::uint8_t> code_of(char32_t character) const;

  // Inbound text: NUL becomes a blank; other control bytes, unassigned bytes and a graphic escape
  // with its character become U+FFFD.
  [[nodiscard]] std::string decode(Bytes ebcdic) const;

 private:
  CodePage() = default;
  [[nodiscard]] std::uint8_t byte_of(char32_t character) const;

  std::string number_;
  std::array<char16_t, 256> characters_{};                 // by byte; U+FFFD: none, or a control
  std::array<std::uint8_t, 256> latin_{};                  // by character below U+0100
  std::vector<std::pair<char16_t, std::uint8_t>> others_;  // ordered
};

// Code page 037, the default of every session. Our own fault (VERIFY) if iconv lacks it.
[[nodiscard]] std::shared_ptr<const CodePage> cp037();

}  // namespace tn3270
