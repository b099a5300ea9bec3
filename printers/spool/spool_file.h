#pragma once

#include <string>
#include <variant>

#include "printers/spool/database.h"
#include "printers/spool/spool.h"
#include "printers/spool/spool_lock.h"

// A spool's file, from its making to a handle that may be written. Whatever is wrong with a file
// that is there, nothing of it is changed.
namespace printers {

struct SpoolFile {
  SpoolLock lock;
  Database database;
};
[[nodiscard]] std::variant<SpoolFile, SpoolFault> open_spool_file(const std::string& path);

// For a reader: no lock, no check of what the writer has checked.
[[nodiscard]] std::variant<Database, SpoolFault> open_to_read(const std::string& path);

// One sentence for what SQLite says of the file.
[[nodiscard]] SpoolFault fault_of(const std::string& path, const Trouble& trouble);

}  // namespace printers
