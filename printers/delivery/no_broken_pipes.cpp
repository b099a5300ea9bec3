#include "printers/delivery/no_broken_pipes.h"

#include <ctime>

namespace printers {

NoBrokenPipes::NoBrokenPipes() {
  ::sigemptyset(&pipe_);
  ::sigaddset(&pipe_, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
}

NoBrokenPipes::~NoBrokenPipes() {
  if (::sigismember(&before_, SIGPIPE) == 0) {
    constexpr timespec kNow{};
    ::sigtimedwait(&pipe_, nullptr, &kNow);
  }
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace printers
