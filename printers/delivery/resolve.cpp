#include "printers/delivery/resolve.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <future>
#include <memory>
#include <system_error>
#include <thread>

#include "printers/descriptor.h"

namespace printers {
namespace {

std::string text_of(const addrinfo& one) {
  std::array<char, NI_MAXHOST> text{};
  const int failed = ::getnameinfo(one.ai_addr, one.ai_addrlen, text.data(), text.size(), nullptr,
                                   0, NI_NUMERICHOST);
  return failed == 0 ? text.data() : "?";
}

bool is_number(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> ignored{};
  return ::inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

// What the thread and whoever waits for it share.
struct LookingUp {
  Descriptor done{::eventfd(0, EFD_CLOEXEC)};
  std::promise<Answer> answer{};
};

}  // namespace

const sockaddr* Address::generic() const {
  return static_cast<const sockaddr*>(static_cast<const void*>(&socket));
}

Answer look_up(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = is_number(host) ? AI_NUMERICHOST | AI_NUMERICSERV : AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failed = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (failed != 0) {
    return {{}, failed == EAI_SYSTEM ? words_for_error(errno) : ::gai_strerror(failed)};
  }
  Answer answer;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    Address address;
    std::memcpy(&address.socket, one->ai_addr, one->ai_addrlen);
    address.size = one->ai_addrlen;
    address.text = text_of(*one);
    answer.addresses.push_back(std::move(address));
  }
  ::freeaddrinfo(found);
  return answer;
}

std::variant<Answer, NoAnswer> resolve(const std::string& host, std::uint16_t port,
                                       Clock::time_point until, const Stop& stop,
                                       const LookUp& look) {
  if (is_number(host)) {
    return look_up(host, port);
  }
  const auto shared = std::make_shared<LookingUp>();
  std::future<Answer> answer = shared->answer.get_future();
  try {
    std::thread([shared, host, port, look] {
      shared->answer.set_value(look(host, port));
      ::eventfd_write(shared->done.number(), 1);
    }).detach();
  } catch (const std::system_error& error) {
    return Answer{{}, error.what()};
  }
  switch (wait_for(shared->done.number(), POLLIN, until, stop)) {
    case Waited::Ready:
      return answer.get();
    case Waited::Stopped:
      return NoAnswer::Stopped;
    case Waited::TimedOut:
      break;
  }
  return NoAnswer::TimedOut;
}

}  // namespace printers
