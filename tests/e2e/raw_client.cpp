#include "tests/e2e/raw_client.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "tests/unit/server/tls/tls_client.h"

namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;
using tn3270::ByteBuffer;

bool write_all(int socket, const ByteBuffer& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t size = ::send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (size <= 0) {
      return false;
    }
    done += static_cast<std::size_t>(size);
  }
  return true;
}

}  // namespace

struct RawClient::Secure {
  server::TlsClient tls{TLS1_3_VERSION};
  std::size_t read = 0;  // of what it has decrypted

  ByteBuffer news() {
    const ByteBuffer& all = tls.received();
    ByteBuffer fresh(all.begin() + static_cast<std::ptrdiff_t>(read), all.end());
    read = all.size();
    return fresh;
  }
};

RawClient::RawClient(std::uint16_t port, Keeps keeps) : socket_(connect_to(port, keeps)) {}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::start_tls() {
  return write_all(socket_, prepare_tls()) && finish_tls({});
}

ByteBuffer RawClient::prepare_tls() {
  prepared_ = std::make_unique<Secure>();
  return prepared_->tls.take();
}

bool RawClient::finish_tls(const ByteBuffer& read_ahead) {
  secure_ = std::move(prepared_);
  secure_->tls.feed(read_ahead);
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(5);
  while (!secure_->tls.is_open() && Clock::now() < patience) {
    const auto bytes = receive(Milliseconds(100));
    if (bytes && bytes->empty() && !secure_->tls.is_open() && !secure_->tls.error().empty()) {
      return false;
    }
  }
  return write_all(socket_, secure_->tls.take()) && secure_->tls.is_open();
}

bool RawClient::send(const ByteBuffer& bytes) const {
  if (!secure_) {
    return write_all(socket_, bytes);
  }
  return (bytes.empty() || secure_->tls.send(bytes)) && write_all(socket_, secure_->tls.take());
}

std::optional<ByteBuffer> RawClient::receive(Milliseconds wait) const {
  if (!wait_readable(socket_, wait)) {
    return std::nullopt;
  }
  std::array<std::uint8_t, 16384> buffer{};
  const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (size <= 0) {
    return ByteBuffer{};
  }
  const tn3270::Bytes bytes(buffer.data(), static_cast<std::size_t>(size));
  if (!secure_) {
    return ByteBuffer(bytes.begin(), bytes.end());
  }
  const bool well = secure_->tls.feed(bytes);
  write_all(socket_, secure_->tls.take());
  ByteBuffer fresh = secure_->news();
  if (fresh.empty() && well && !secure_->tls.was_closed()) {
    return std::nullopt;  // TLS's own
  }
  return fresh;
}

std::size_t RawClient::flood(const ByteBuffer& bytes, std::size_t most) const {
  std::size_t total = 0;
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(10);
  while (total < most && Clock::now() < patience) {
    const tn3270::Bytes rest = tn3270::Bytes(bytes).subspan(total % bytes.size());
    const ssize_t size = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size > 0) {
      total += static_cast<std::size_t>(size);
      continue;
    }
    if (errno != EAGAIN) {
      break;  // the other end is closed
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
  while (Clock::now() < patience) {
    const auto bytes = receive(Milliseconds(20));
    if (bytes && bytes->empty()) {
      return true;
    }
  }
  return false;
}

bool RawClient::talk(doubles::ScriptedTerminal& terminal, const std::function<bool()>& done,
                     Milliseconds wait) const {
  const Clock::time_point patience = Clock::now() + wait;
  send(terminal.take_output());
  while (!done()) {
    const auto left = std::chrono::duration_cast<Milliseconds>(patience - Clock::now());
    if (left.count() <= 0) {
      return false;
    }
    const auto bytes = receive(left);
    if (!bytes) {
      continue;
    }
    if (bytes->empty()) {
      return false;
    }
    terminal.feed(*bytes);
    send(terminal.take_output());
  }
  return true;
}

bool RawClient::log_on(doubles::ScriptedTerminal& terminal) const {
  return talk(terminal, [&] { return terminal.ready() && !terminal.records().empty(); });
}

bool RawClient::exchange(doubles::ScriptedTerminal& terminal) const {
  const std::size_t before = terminal.records().size();
  return talk(terminal, [&] { return terminal.records().size() > before; });
}

}  // namespace e2e
