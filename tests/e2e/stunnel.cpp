#include "tests/e2e/stunnel.h"

#include <unistd.h>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/loopback.h"

namespace e2e {
namespace {

std::uint16_t any_port() {
  std::uint16_t port = 0;
  ::close(listen_anywhere(port));
  return port;
}

}  // namespace

Stunnel::Stunnel(const std::string& certificate, std::uint16_t target, const std::string& more)
    : port_(any_port()),
      process_({counterpart("usr/bin/stunnel4"), configure(certificate, target, more)},
               Process::ErrorOutput::WithOutput, {counterpart_libraries()}) {
  wait_until_open(port_);
}

std::string Stunnel::configure(const std::string& certificate, std::uint16_t target,
                               const std::string& more) const {
  return folder_
      .write("stunnel.conf",
             "foreground = yes\npid =\ndebug = err\n"
             "socket = l:TCP_NODELAY=1\nsocket = r:TCP_NODELAY=1\n[tls]\naccept = 127.0.0.1:" +
                 std::to_string(port_) + "\nconnect = 127.0.0.1:" + std::to_string(target) +
                 "\ncert = " + certificate + "\n" + more)
      .string();
}

}  // namespace e2e
