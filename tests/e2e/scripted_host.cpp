#include "tests/e2e/scripted_host.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>
#include <utility>

#include "tests/e2e/loopback.h"

namespace e2e {
namespace {

constexpr Milliseconds kLook(20);
constexpr Milliseconds kGrace(5000);
constexpr std::string_view kEndOfRecord = "\xFF\xEF";

void write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) {
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

// A close with bytes unread resets the connection: in good order they are read until the other side
// has closed too.
void leave(int socket, ScriptedHost::End end) {
  std::array<char, 4096> rest{};
  if (end == ScriptedHost::End::Reset) {
    (void)wait_readable(socket, kGrace);
    return;
  }
  ::shutdown(socket, SHUT_WR);
  while (wait_readable(socket, kGrace) && ::recv(socket, rest.data(), rest.size(), 0) > 0) {
  }
}

}  // namespace

ScriptedHost::ScriptedHost(std::string greeting, std::string farewell, End end)
    : greeting_(std::move(greeting)),
      farewell_(std::move(farewell)),
      end_(end),
      listener_(listen_anywhere(port_)),
      thread_([this] { serve(); }) {}

ScriptedHost::~ScriptedHost() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void ScriptedHost::serve() {
  while (!stopping_) {
    if (!wait_readable(listener_, kLook)) {
      continue;
    }
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    write_all(socket, greeting_);
    std::string heard;
    std::array<char, 4096> some{};
    while (!stopping_ && heard.find(kEndOfRecord) == std::string::npos) {
      if (!wait_readable(socket, kLook)) {
        continue;
      }
      const ssize_t count = ::recv(socket, some.data(), some.size(), 0);
      if (count <= 0) {
        break;
      }
      heard.append(some.data(), static_cast<std::size_t>(count));
    }
    write_all(socket, farewell_);
    leave(socket, end_);
    ::close(socket);
  }
}

}  // namespace e2e
