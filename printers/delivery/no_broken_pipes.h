#pragma once

#include <csignal>

namespace printers {

// While it lives, whoever goes away while this thread writes to him is an error of the write,
// whatever the process does with SIGPIPE: it is blocked, and taken back if it has come.
class NoBrokenPipes {
 public:
  NoBrokenPipes();
  ~NoBrokenPipes();
  NoBrokenPipes(const NoBrokenPipes&) = delete;
  NoBrokenPipes& operator=(const NoBrokenPipes&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

}  // namespace printers
