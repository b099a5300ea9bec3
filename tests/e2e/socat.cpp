#include "tests/e2e/socat.h"

#include <string>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/loopback.h"

namespace e2e {

Socat::Socat(std::uint16_t target)
    : port_(free_port()),
      process_({counterpart("usr/bin/socat"),
                "TCP-LISTEN:" + std::to_string(port_) +
                    ",bind=127.0.0.1,reuseaddr,fork,nodelay,backlog=1024",
                "TCP:127.0.0.1:" + std::to_string(target) + ",nodelay"},
               Process::ErrorOutput::WithOutput, {counterpart_libraries()}) {
  wait_until_open(port_);
}

}  // namespace e2e
