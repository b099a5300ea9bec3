#include "tests/e2e/open_socket.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace e2e {
namespace {

// POSIX takes every family's address through this pointer.
sockaddr* generic(void* address) {
  return static_cast<sockaddr*>(address);
}

}  // namespace

OpenSocket::OpenSocket(int family, void* address, socklen_t size)
    : number_(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int on = 1;
  static_cast<void>(::setsockopt(number_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on));
  if (::bind(number_, generic(address), size) != 0 || ::listen(number_, 16) != 0) {
    ::close(number_);
    throw std::runtime_error("cannot listen");
  }
}

OpenSocket::~OpenSocket() {
  ::close(number_);
}

OpenSocket OpenSocket::loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return OpenSocket(AF_INET, &address, sizeof address);
}

OpenSocket OpenSocket::low() {
  constexpr int kFirst = 512;
  constexpr int kCount = 512;
  // Tests run side by side: each begins elsewhere.
  const int start = ::getpid();
  for (int tries = 1; tries < kCount; ++tries) {
    try {
      return loopback(static_cast<std::uint16_t>(kFirst + (start + tries) % kCount));
    } catch (const std::runtime_error&) {
      continue;  // somebody's
    }
  }
  return loopback(static_cast<std::uint16_t>(kFirst + start % kCount));
}

OpenSocket OpenSocket::everywhere(std::uint16_t port) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(port);
  return OpenSocket(AF_INET6, &address, sizeof address);
}

OpenSocket OpenSocket::file(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string text = path.string();
  std::memcpy(static_cast<char*>(address.sun_path), text.data(), text.size());
  return OpenSocket(AF_UNIX, &address, sizeof address);
}

std::uint16_t OpenSocket::port() const {
  sockaddr_in6 address{};  // its port lies where that of IPv4 does
  socklen_t size = sizeof address;
  EXPECT_EQ(::getsockname(number_, generic(&address), &size), 0);
  return ntohs(address.sin6_port);
}

std::string OpenSocket::inode() const {
  struct stat status {};
  EXPECT_EQ(::fstat(number_, &status), 0);
  return "socket:[" + std::to_string(status.st_ino) + "]";
}

}  // namespace e2e
