#include "tests/e2e/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;

bool wait_readable(int socket, Milliseconds wait) {
  pollfd one{socket, POLLIN, 0};
  return ::poll(&one, 1, static_cast<int>(wait.count())) > 0;
}

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = static_cast<sockaddr*>(static_cast<void*>(&address));
  if (::connect(socket_, generic, sizeof address) != 0) {
    throw std::runtime_error("cannot connect");
  }
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::send(const tn3270::ByteBuffer& bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t size = ::send(socket_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (size <= 0) {
      return false;
    }
    done += static_cast<std::size_t>(size);
  }
  return true;
}

std::size_t RawClient::flood(const tn3270::ByteBuffer& bytes, std::size_t most) const {
  std::size_t total = 0;
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(5);
  while (total < most && Clock::now() < patience) {
    const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size > 0) {
      total += static_cast<std::size_t>(size);
      continue;
    }
    pollfd one{socket_, POLLOUT, 0};
    if (::poll(&one, 1, 500) <= 0) {
      break;
    }
  }
  return total;
}

bool RawClient::closed_within(Milliseconds wait) const {
  const Clock::time_point patience = Clock::now() + wait;
  std::array<char, 4096> buffer{};
  while (Clock::now() < patience) {
    if (wait_readable(socket_, Milliseconds(20)) &&
        ::recv(socket_, buffer.data(), buffer.size(), 0) <= 0) {
      return true;
    }
  }
  return false;
}

bool RawClient::log_on(doubles::ScriptedTerminal& terminal) const {
  std::array<std::uint8_t, 4096> buffer{};
  while (!terminal.ready() || terminal.records().empty()) {
    if (!wait_readable(socket_, std::chrono::seconds(5))) {
      return false;
    }
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) {
      return false;
    }
    terminal.feed({buffer.data(), static_cast<std::size_t>(size)});
    send(terminal.take_output());
  }
  return true;
}

}  // namespace e2e
