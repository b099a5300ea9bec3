#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "tests/bench/logon_script.h"

namespace bench {

// BareServer over TLS from the first byte: one process, one thread, OpenSSL straight on the sockets
// with the certificate and the rules of our listeners. What any server pays for the kernel and for
// the cryptography. Keys are answered with the transcript's last part, in the order of arrival.
class BareTlsServer {
 public:
  BareTlsServer(const std::string& certificate, const Transcript& transcript);
  ~BareTlsServer();
  BareTlsServer(const BareTlsServer&) = delete;
  BareTlsServer& operator=(const BareTlsServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t pid() const { return process_; }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace bench
