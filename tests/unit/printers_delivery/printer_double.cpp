#include "tests/unit/printers_delivery/printer_double.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace printers {
namespace {

constexpr int kLook = 5;  // milliseconds

sockaddr* generic(sockaddr_in& address) {
  return static_cast<sockaddr*>(static_cast<void*>(&address));
}

int listen_anywhere(std::uint16_t& port, PrinterDouble::Keeps keeps) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (keeps == PrinterDouble::Keeps::Little) {
    constexpr int kBytes = 4096;
    ::setsockopt(made, SOL_SOCKET, SO_RCVBUF, &kBytes, sizeof kBytes);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(made, generic(address), size) != 0 || ::listen(made, 16) != 0 ||
      ::getsockname(made, generic(address), &size) != 0) {
    throw std::runtime_error("cannot listen");
  }
  port = ntohs(address.sin_port);
  return made;
}

}  // namespace

Visit::~Visit() {
  ::close(socket_);
}

bool Visit::readable() {
  pollfd one{socket_, POLLIN, 0};
  while (!over_) {
    if (::poll(&one, 1, kLook) > 0) {
      return true;
    }
  }
  return false;
}

std::string Visit::read(std::size_t count) {
  std::string all;
  while (all.size() < count && readable()) {
    std::string some(std::min<std::size_t>(count - all.size(), 65536), '\0');
    const ssize_t size = ::recv(socket_, some.data(), some.size(), 0);
    if (size <= 0) {
      break;
    }
    all.append(some, 0, static_cast<std::size_t>(size));
  }
  return all;
}

std::string Visit::read_to(char end) {
  std::string all;
  for (std::string one = read(1); !one.empty() && one.front() != end; one = read(1)) {
    all += one;
  }
  return all;
}

std::string Visit::read_all() {
  return read(std::string::npos);
}

void Visit::say(const std::string& text) {
  static_cast<void>(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL));
}

void Visit::half_close() {
  ::shutdown(socket_, SHUT_WR);
}

void Visit::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void Visit::sleep() {
  while (!over_) {
    std::this_thread::sleep_for(std::chrono::milliseconds(kLook));
  }
}

PrinterDouble::PrinterDouble(Script script, Keeps keeps)
    : script_(std::move(script)), listener_(listen_anywhere(port_, keeps)) {
  thread_ = std::thread([this] { serve(); });
}

PrinterDouble::~PrinterDouble() {
  over_ = true;
  thread_.join();
  ::close(listener_);
}

void PrinterDouble::serve() {
  pollfd one{listener_, POLLIN, 0};
  while (!over_) {
    if (::poll(&one, 1, kLook) <= 0) {
      continue;
    }
    {
      Visit visit(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC), over_);
      script_(visit);
    }
    ++visits_;
  }
}

std::size_t PrinterDouble::visits(std::size_t count) const {
  for (int patience = 0; visits_ < count && patience < 1000; ++patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(kLook));
  }
  return visits_;
}

void PrinterDouble::note(const std::string& text) {
  const std::lock_guard<std::mutex> guard(mutex_);
  noted_ += text;
}

std::string PrinterDouble::noted() const {
  const std::lock_guard<std::mutex> guard(mutex_);
  return noted_;
}

std::uint16_t closed_port() {
  std::uint16_t port = 0;
  ::close(listen_anywhere(port, PrinterDouble::Keeps::Much));
  return port;
}

}  // namespace printers
