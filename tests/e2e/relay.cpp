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
bool take(int from, tn3270::ByteBuffer& taken) {
  std::array<std::uint8_t, 4096> buffer{};
  const ssize_t size = ::recv(from, buffer.data(), buffer.size(), 0);
  taken.assign(buffer.begin(), buffer.begin() + (size > 0 ? size : 0));
  return size > 0;
}

bool give(int to, const tn3270::ByteBuffer& bytes) {
  return ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
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

void Relay::note(const tn3270::ByteBuffer& bytes) {
  const std::lock_guard lock(mutex_);
  said_.insert(said_.end(), bytes.begin(), bytes.end());
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
    if (sides[0].revents != 0 && (!take(client, passed) || !give(daemon, passed))) {
      return;
    }
    if (sides[1].revents != 0) {
      if (!take(daemon, passed)) {
        return;
      }
      note(passed);  // before the client shows it: a test that sees it compares at once
      if (!give(client, passed)) {
        return;
      }
    }
  }
}

}  // namespace e2e
