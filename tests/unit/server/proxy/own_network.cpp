#include "tests/unit/server/proxy/own_network.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

namespace server {
namespace {

void must(bool done, const char* what) {
  if (!done) {
    throw std::runtime_error(std::string("no network of its own: ") + what);
  }
}

void give_address(int socket, const std::string& interface, const char* address) {
  ifreq request{};
  interface.copy(request.ifr_name, IFNAMSIZ - 1);
  sockaddr_in four{};
  four.sin_family = AF_INET;
  must(::inet_pton(AF_INET, address, &four.sin_addr) == 1, "address");
  std::memcpy(&request.ifr_addr, &four, sizeof four);
  must(::ioctl(socket, SIOCSIFADDR, &request) == 0, "SIOCSIFADDR");
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  must(::ioctl(socket, SIOCSIFFLAGS, &request) == 0, "SIOCSIFFLAGS");
}

void make_network() {
  const int spaces = ::geteuid() == 0 ? CLONE_NEWNET : CLONE_NEWNET | CLONE_NEWUSER;
  must(::unshare(spaces) == 0, "unshare");
  const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  give_address(socket, "lo", "127.0.0.1");
  give_address(socket, "lo:1", "10.1.2.3");
  give_address(socket, "lo:2", "10.1.2.4");
  ::close(socket);
}

}  // namespace

bool in_own_network(const std::function<void()>& body) {
  std::cout << std::flush;
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      make_network();
      body();
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
    std::cout << std::flush;
    std::_Exit(testing::Test::HasFailure() ? EXIT_FAILURE : EXIT_SUCCESS);
  }
  int status = 0;
  return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
         WEXITSTATUS(status) == EXIT_SUCCESS;
}

}  // namespace server
