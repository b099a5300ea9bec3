#pragma once

#include <string>
#include <variant>

#include "printers/spool/spool.h"

namespace printers {

// Keeps a second server from a spool: a lock on a small file of its own beside it, "spool.db-lock",
// which the system takes back when the process ends in any way. Not on the spool itself: whoever
// closes a descriptor of that gives back all locks that SQLite has on it in the same process.
class SpoolLock {
 public:
  [[nodiscard]] static std::variant<SpoolLock, SpoolFault> take(const std::string& spool);
  ~SpoolLock();
  SpoolLock(SpoolLock&& other) noexcept;
  SpoolLock& operator=(SpoolLock&&) = delete;
  SpoolLock(const SpoolLock&) = delete;
  SpoolLock& operator=(const SpoolLock&) = delete;

 private:
  explicit SpoolLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace printers
