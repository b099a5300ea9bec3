#pragma once

#include <stdexcept>

namespace config {

// We are wrong, not the peer: an invariant of ours does not hold. Whoever owns the blast radius
// catches it: a session table ends that one session with a message and a count; in a directory or
// at start it ends the process.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void broken(const char* what, const char* file, int line);

}  // namespace config

#define VERIFY(condition, what)                   \
  do {                                            \
    if (!(condition)) {                           \
      ::config::broken(what, __FILE__, __LINE__); \
    }                                             \
  } while (false)
