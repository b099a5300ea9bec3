#include "tests/e2e/line_client.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;

bool wait_for(int socket, short what, Milliseconds wait) {
  pollfd one{socket, what, 0};
  return ::poll(&one, 1, static_cast<int>(wait.count())) > 0;
}

}  // namespace

LineClient::LineClient(const std::string& path)
    : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(static_cast<char*>(address.sun_path), path.c_str(), sizeof address.sun_path - 1);
  const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
  if (::connect(socket_, generic, sizeof address) != 0) {
    const int error = errno;
    ::close(socket_);
    throw std::runtime_error("cannot connect to " + path + ": " + std::strerror(error));
  }
}

LineClient::~LineClient() {
  ::close(socket_);
}

void LineClient::introduce(const std::string& name) {
  send({{"type", "hello"}, {"api", {{"current", 1}, {"minimum", 1}}}, {"name", name}});
  EXPECT_EQ(await("hello").value("name", ""), "tn3270d");
}

void LineClient::open(const std::string& applid) {
  send({{"type", "open"}, {"applid", applid}});
  const Json answer = next();
  EXPECT_EQ(answer.value("type", ""), "opened") << answer;
}

bool LineClient::send(const Json& line) const {
  return send_raw(line.dump() + "\n");
}

bool LineClient::send_raw(const std::string& bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t sent = ::send(socket_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    done += static_cast<std::size_t>(sent);
  }
  return true;
}

bool LineClient::gather(Milliseconds wait) {
  if (closed_ || !wait_for(socket_, POLLIN, wait)) {
    return false;
  }
  std::array<char, 65'536> part{};
  const ssize_t size = ::recv(socket_, part.data(), part.size(), 0);
  if (size <= 0) {
    closed_ = true;
    return false;
  }
  received_.append(part.data(), static_cast<std::size_t>(size));
  return true;
}

Json LineClient::next(Milliseconds wait) {
  const auto until = Clock::now() + wait;
  while (true) {
    const std::size_t end = received_.find('\n');
    if (end == std::string::npos) {
      const auto left = std::chrono::duration_cast<Milliseconds>(until - Clock::now());
      if (!gather(std::max(left, Milliseconds(0)))) {
        return nullptr;
      }
      continue;
    }
    Json line = Json::parse(received_.substr(0, end));
    received_.erase(0, end + 1);
    if (line.at("type") != "ping") {
      return line;
    }
    send({{"type", "pong"}, {"n", line.at("n")}});
  }
}

Json LineClient::await(const std::string& type, Milliseconds wait) {
  const auto until = Clock::now() + wait;
  while (true) {
    const auto left = std::chrono::duration_cast<Milliseconds>(until - Clock::now());
    Json line = next(std::max(left, Milliseconds(0)));
    if (line.is_null() || line.at("type") == type) {
      return line;
    }
  }
}

bool LineClient::closed_within(Milliseconds wait) {
  const auto until = Clock::now() + wait;
  while (!closed_ && Clock::now() < until) {
    gather(Milliseconds(50));
    received_.clear();
  }
  return closed_;
}

void LineClient::flood(const std::string& bytes, std::size_t most, Milliseconds wait) const {
  std::size_t total = 0;
  while (total < most && wait_for(socket_, POLLOUT, wait)) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) {
      return;
    }
    total += sent > 0 ? static_cast<std::size_t>(sent) : 0;
  }
}

Json screen_of(const Json& session, const std::string& text) {
  return {{"type", "send"},
          {"session", session},
          {"screen",
           {{"fields",
             {{{"row", 1}, {"column", 2}, {"text", text}},
              {{"name", "user"}, {"row", 3}, {"column", 10}, {"length", 8}}}},
            {"cursor", "user"}}}};
}

}  // namespace e2e
