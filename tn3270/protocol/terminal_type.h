#pragma once

#include <optional>
#include <string_view>

#include "tn3270/datastream/bytes.h"

// Option 24 (RFC 1091) as 3270 clients use it: the type may carry the LU that is wanted (PROTOCOL
// 2.1).
namespace tn3270::terminal_type {

// "IBM-3279-4-E@LUA"; lies in the bytes that were parsed, unchecked.
struct Answer {
  std::string_view text;                 // all of it
  std::string_view type;                 // what stands before '@'
  std::optional<std::string_view> name;  // what stands behind it
};

// nullopt: not an IS.
[[nodiscard]] std::optional<Answer> parse(Bytes subnegotiation);

[[nodiscard]] bool is_send(Bytes subnegotiation);

void append_send(ByteBuffer& out);
// `name`: empty for none.
void append_is(std::string_view type, std::string_view name, ByteBuffer& out);

}  // namespace tn3270::terminal_type
