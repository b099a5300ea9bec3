#pragma once

#include <string>
#include <string_view>

#include "tn3270/datastream/bytes.h"

namespace tn3270 {

// For logs and terminals: what is not printable ASCII becomes '?', a long text is cut.
[[nodiscard]] std::string printable(std::string_view text);

// One line of plain NVT text. Before BINARY and EOR it is the only channel that every x3270 shows
// (PROTOCOL 1.3).
void append_notice(std::string_view line, ByteBuffer& out);

}  // namespace tn3270
