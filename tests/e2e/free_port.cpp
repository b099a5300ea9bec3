#include "tests/e2e/free_port.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <stdexcept>
#include <string>

namespace e2e {
namespace {

// Below the ports that Linux gives to whoever names none (ip_local_port_range): a test's server
// may close one and open it again, and nobody's connection has come out of it meanwhile.
constexpr unsigned kFirst = 10000;
constexpr unsigned kCount = 22000;

// POSIX takes every family's address through this pointer.
bool bound(int socket, void* address, std::size_t size) {
  return ::bind(socket, static_cast<sockaddr*>(address), static_cast<socklen_t>(size)) == 0;
}

// A name that one process of this machine has at a time, given back when it ends; bind() alone
// does not tell two servers-to-be apart. The socket is left open on purpose.
bool reserve(unsigned port) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = "tn3270d test port " + std::to_string(port);
  std::copy(name.begin(), name.end(), std::begin(address.sun_path) + 1);  // abstract: no file
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bound(socket, &address, offsetof(sockaddr_un, sun_path) + 1 + name.size())) {
    return true;
  }
  ::close(socket);
  return false;
}

bool unused(unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool free = bound(socket, &address, sizeof address);
  ::close(socket);
  return free;
}

}  // namespace

std::uint16_t free_port() {
  static std::mutex guard;
  static unsigned next = static_cast<unsigned>(::getpid()) * 7;  // tests begin elsewhere each
  const std::lock_guard<std::mutex> lock(guard);
  for (unsigned tries = 0; tries < kCount; ++tries) {
    const unsigned port = kFirst + next++ % kCount;
    if (reserve(port) && unused(port)) {
      return static_cast<std::uint16_t>(port);
    }
  }
  throw std::runtime_error("no free port");
}

}  // namespace e2e
