#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace config::json {

// Counted from 1; a column is a character, not a byte.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

struct Token {
  Place place;
  std::size_t offset = 0;
  std::string_view raw;        // as written, a text with its quotes
  std::optional<Place> comma;  // of a ',' that is the only sign before the token
};

// Walks over JSON source beside the parser, which says what it saw but not where: each call goes
// over blanks, comments, ',' and ':' to the next token and takes it. REQUIRES: the parser has just
// accepted a token of that kind.
class SourceWalk {
 public:
  explicit SourceWalk(std::string_view source);

  [[nodiscard]] Token text();
  [[nodiscard]] Token number();
  [[nodiscard]] Token fixed(std::size_t size);  // a literal or a bracket

  // Where the token begins that the parser refused after reading `consumed` bytes.
  [[nodiscard]] Token refused(std::size_t consumed);

 private:
  void skip_gap();
  [[nodiscard]] bool skip_comment();
  void advance(std::size_t count);
  [[nodiscard]] Token take(std::size_t size);

  std::string_view source_;
  std::size_t offset_ = 0;
  Place place_;
  std::optional<Place> comma_;
};

// The place of a byte of `source`.
[[nodiscard]] Place place_of(std::string_view source, std::size_t offset);

}  // namespace config::json
