#include "tn3270/server/printing/wake_up.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>

namespace server {

WakeUp::WakeUp() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) {
    throw std::system_error(errno, std::generic_category(), "eventfd");
  }
}

WakeUp::~WakeUp() {
  ::close(descriptor_);
}

void WakeUp::signal() const {
  const std::uint64_t one = 1;
  static_cast<void>(::write(descriptor_, &one, sizeof one));
}

void WakeUp::wait(config::Ticks at_most) const {
  pollfd readable{descriptor_, POLLIN, 0};
  const auto longest = config::Ticks(std::numeric_limits<int>::max());
  const auto time = std::clamp(at_most, config::Ticks::zero(), longest);
  if (::poll(&readable, 1, static_cast<int>(time.count())) > 0) {
    std::uint64_t signals = 0;
    static_cast<void>(::read(descriptor_, &signals, sizeof signals));
  }
}

}  // namespace server
