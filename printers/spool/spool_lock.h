#pragma once

#include <string>
#include <utility>
#include <variant>

#include "printers/descriptor.h"
#include "printers/spool/spool.h"

namespace printers {

// Keeps a second server from a spool: a lock on a small file of its own beside it, "spool.db-lock",
// which the system takes back when the process ends in any way. Not on the spool itself: whoever
// closes a descriptor of that gives back all locks that SQLite has on it in the same process.
class SpoolLock {
 public:
  [[nodiscard]] static std::variant<SpoolLock, SpoolFault> take(const std::string& spool);

 private:
  explicit SpoolLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace printers
