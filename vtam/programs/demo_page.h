#pragma once

#include <cstddef>

#include "tn3270/datastream/bytes.h"
#include "vtam/program.h"

namespace vtam {

// Print positions of a line without any setting: the length of the ruler.
inline constexpr std::size_t kDemoRuler = 132;

// The demo's test page for the printer of this session: who it is for, a ruler, and every character
// of the code page by its code. For LU1 it is SCS; for LU3 one Write that begins to print, with NL
// between the lines, FF and EM at the end (PROTOCOL 5.2), which fits a buffer of 24x80.
[[nodiscard]] tn3270::ByteBuffer write_demo_page(const Logon& logon);

}  // namespace vtam
