#include "tests/e2e/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

namespace e2e {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

sockaddr* generic(sockaddr_in& address) {
  return static_cast<sockaddr*>(static_cast<void*>(&address));
}

}  // namespace

int connect_to(std::uint16_t port, Keeps keeps, const std::string& from) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (keeps == Keeps::Little) {
    constexpr int kBytes = 4096;
    ::setsockopt(made, SOL_SOCKET, SO_RCVBUF, &kBytes, sizeof kBytes);
  }
  if (!from.empty()) {
    sockaddr_in source = loopback(0);
    if (::inet_pton(AF_INET, from.c_str(), &source.sin_addr) != 1 ||
        ::bind(made, generic(source), sizeof source) != 0) {
      ::close(made);
      throw std::runtime_error("cannot connect from " + from);
    }
  }
  sockaddr_in address = loopback(port);
  if (::connect(made, generic(address), sizeof address) != 0) {
    ::close(made);
    throw std::runtime_error("cannot connect");
  }
  return made;
}

int listen_on(std::uint16_t& port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  static_cast<void>(::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on));
  sockaddr_in address = loopback(port);
  socklen_t size = sizeof address;
  if (::bind(made, generic(address), size) != 0 || ::listen(made, 16) != 0 ||
      ::getsockname(made, generic(address), &size) != 0) {
    ::close(made);
    throw std::runtime_error("cannot listen");
  }
  port = ntohs(address.sin_port);
  return made;
}

int listen_anywhere(std::uint16_t& port) {
  port = 0;
  return listen_on(port);
}

void wait_until_open(std::uint16_t port) {
  for (int tries = 0; tries < 1000; ++tries) {
    try {
      ::close(connect_to(port));
      return;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(Milliseconds(10));
    }
  }
  throw std::runtime_error("nobody listens on port " + std::to_string(port));
}

bool wait_readable(int socket, Milliseconds wait) {
  pollfd one{socket, POLLIN, 0};
  return ::poll(&one, 1, static_cast<int>(wait.count())) > 0;
}

}  // namespace e2e
