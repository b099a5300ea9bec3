#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace server {

// One client's TCP connection, blocking, with a deadline on every read.
class HttpProbe {
 public:
  using Wait = std::chrono::milliseconds;

  HttpProbe() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  explicit HttpProbe(std::uint16_t port) : HttpProbe() { EXPECT_TRUE(connect(port)); }
  ~HttpProbe() { ::close(socket_); }
  HttpProbe(const HttpProbe&) = delete;
  HttpProbe& operator=(const HttpProbe&) = delete;

  bool connect(std::uint16_t port) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const void* address = &to;
    return ::connect(socket_, static_cast<const sockaddr*>(address), sizeof to) == 0;
  }
  bool send(const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
      const auto sent = ::send(socket_, text.data() + done, text.size() - done, MSG_NOSIGNAL);
      if (sent <= 0) {
        return false;
      }
      done += static_cast<std::size_t>(sent);
    }
    return true;
  }
  // Everything until `until` has come, the other side closes or `wait` is over.
  std::string receive(const std::string& until, Wait wait = std::chrono::seconds(10)) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    std::string got;
    closed_ = false;
    while (got.find(until) == std::string::npos || until.empty()) {
      const auto left =
          std::chrono::duration_cast<Wait>(deadline - std::chrono::steady_clock::now()).count();
      pollfd ready{socket_, POLLIN, 0};
      if (left <= 0 || ::poll(&ready, 1, static_cast<int>(left)) <= 0) {
        break;
      }
      std::array<char, 4096> part{};
      const auto size = ::recv(socket_, part.data(), part.size(), 0);
      if (size <= 0) {
        closed_ = true;
        break;
      }
      got.append(part.data(), static_cast<std::size_t>(size));
    }
    return got;
  }
  bool is_closed_within(Wait wait) {
    rest_ = receive("", wait);
    return closed_;
  }
  [[nodiscard]] const std::string& rest() const { return rest_; }

 private:
  int socket_;
  bool closed_ = false;
  std::string rest_;
};

}  // namespace server
