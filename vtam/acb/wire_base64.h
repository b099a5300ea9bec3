#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tn3270/datastream/bytes.h"

namespace vtam {

// RFC 4648 section 4: with padding, without blanks and line ends.
[[nodiscard]] std::string to_base64(tn3270::Bytes bytes);
// nullopt: it is none, or bits are set in the last character that no byte has.
[[nodiscard]] std::optional<tn3270::ByteBuffer> from_base64(std::string_view text);

}  // namespace vtam
