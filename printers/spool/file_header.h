#pragma once

#include <optional>
#include <string>

#include "printers/spool/spool.h"

namespace printers {

// What the first 100 bytes of a file say against its being a spool of ours: it is empty, no SQLite
// file, another program's, a newer server's. They are read before SQLite is let near it, which
// would finish what another program had left undone. Nothing, if it is one.
[[nodiscard]] std::optional<SpoolFault> header_fault(const std::string& path);

// The same for a format that only its write-ahead log knows yet.
[[nodiscard]] std::optional<SpoolFault> format_fault(const std::string& path, std::int64_t format);

// A file that is missing while its log is there, or that is no file.
[[nodiscard]] std::optional<SpoolFault> place_fault(const std::string& path);

}  // namespace printers
