#include "tests/e2e/relay.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "tests/e2e/loopback.h"

namespace e2e {
namespace {

constexpr Milliseconds kLook{20};  // how long a stop may take

// False: that side is closed.
bool pass_on(int from, int to, tn3270::ByteBuffer& passed) {
  std::array<std::uint8_t, 4096> buffer{};
  const ssize_t size = ::recv(from, buffer.data(), buffer.size(), 0);
  if (size <= 0) {
    return false;
  }
  passed.assign(buffer.begin(), buffer.begin() + size);
  return ::send(to, buffer.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
}

// DO TN3270E is the first that the daemon says; the client never sees it.
void hide_tn3270e(int daemon) {
  std::array<std::uint8_t, 3> offer{};
  static_cast<void>(::recv(daemon, offer.data(), offer.size(), MSG_WAITALL));
  constexpr std::array<std::uint8_t, 3> kWont{0xFF, 0xFC, 0x28};
  static_cast<void>(::send(daemon, kWont.data(), kWont.size(), MSG_NOSIGNAL));
}

}  // namespace

Relay::Relay(std::uint16_t daemon, Shows shows, std::string from)
    : daemon_(daemon), shows_(shows), from_(std::move(from)), listener_(listen_anywhere(port_)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

Relay::~Relay() {
  thread_.request_stop();
  thread_.join();
  ::close(listener_);
}

tn3270::ByteBuffer Relay::said_by_daemon() const {
  const std::lock_guard lock(mutex_);
  return said_;
}

void Relay::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (!wait_readable(listener_, kLook)) {
      continue;
    }
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int daemon = connect_to(daemon_, Keeps::Much, from_);
    if (shows_ == Shows::ClassicOnly) {
      hide_tn3270e(daemon);
    }
    carry(client, daemon, stop);
    ::close(client);
    ::close(daemon);
  }
}

void Relay::carry(int client, int daemon, const std::stop_token& stop) {
  tn3270::ByteBuffer passed;
  while (!stop.stop_requested()) {
    std::array<pollfd, 2> sides{pollfd{client, POLLIN, 0}, pollfd{daemon, POLLIN, 0}};
    if (::poll(sides.data(), sides.size(), static_cast<int>(kLook.count())) <= 0) {
      continue;
    }
    if (sides[0].revents != 0 && !pass_on(client, daemon, passed)) {
      return;
    }
    if (sides[1].revents != 0) {
      if (!pass_on(daemon, client, passed)) {
        return;
      }
      const std::lock_guard lock(mutex_);
      said_.insert(said_.end(), passed.begin(), passed.end());
    }
  }
}

}  // namespace e2e
