#include "tn3270/server/acb/application_connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "config/limits.h"

namespace server {
namespace {

// What goes to the socket at a time: TLS makes it a little more, and the socket keeps what the
// kernel does not take.
constexpr std::size_t kPiece = config::limits::kUnsentOutput / 2;

tn3270::Bytes bytes_of(std::string_view text) {
  return {static_cast<const std::uint8_t*>(static_cast<const void*>(text.data())), text.size()};
}

std::string_view text_of(tn3270::Bytes bytes) {
  return {static_cast<const char*>(static_cast<const void*>(bytes.data())), bytes.size()};
}

}  // namespace

ApplicationConnection::ApplicationConnection(asio::io_context& context, int descriptor,
                                             std::shared_ptr<const TlsContext> tls, Visitor visitor,
                                             config::Instant now)
    : visitor_(std::move(visitor)), since_(now) {
  socket_.socket.emplace(context.get_executor());
  std::error_code error;
  socket_.socket->assign(descriptor, error);
  if (error) {
    ::close(descriptor);  // epoll has no room for it
  }
  if (tls != nullptr) {
    socket_.tls = std::make_unique<TlsEngine>(std::move(tls));
  }
}

ApplicationConnection::Read ApplicationConnection::receive(std::span<std::uint8_t> scratch,
                                                           config::Instant now,
                                                           std::string_view& plain) {
  tn3270::Bytes bytes;
  const Received received = server::receive(socket_, scratch, decrypted_, bytes, now);
  plain = text_of(bytes);
  switch (received.what) {
    case Received::What::Nothing:
      return Read::Nothing;
    case Received::What::Data:
      return Read::Some;
    case Received::What::Lost:
      break;
  }
  why_ = std::string(received.code) == "CLNTDISC" ? "it has closed the connection"
                                                  : std::string(received.detail);
  return Read::Lost;
}

void ApplicationConnection::add(std::string_view line) {
  output_.append(line);
  output_.push_back('\n');
}

bool ApplicationConnection::flush(config::Instant now) {
  while (true) {
    if (!socket_.unsent.empty()) {
      switch (send_kept(socket_, now)) {
        case SendOutcome::Sent:
          break;
        case SendOutcome::Waiting:
          return true;
        case SendOutcome::TooMuch:
        case SendOutcome::Failed:
          why_ = broken(socket_).detail;
          return false;
      }
    }
    if (waiting() == 0 || !secured()) {
      break;
    }
    const std::string_view piece = std::string_view(output_).substr(sent_, kPiece);
    const SendOutcome outcome = send_or_keep(socket_, bytes_of(piece), now);
    if (outcome == SendOutcome::Failed || outcome == SendOutcome::TooMuch) {
      why_ = broken(socket_).detail;
      return false;
    }
    sent_ += piece.size();
    forget_sent();
  }
  return true;
}

// An idle connection owns no buffer, and a busy one not what is out already.
void ApplicationConnection::forget_sent() {
  if (waiting() == 0) {
    sent_ = 0;
    output_.clear();
    if (output_.capacity() > kPiece) {
      output_.shrink_to_fit();
    }
  } else if (sent_ > output_.size() / 2) {
    output_.erase(0, std::exchange(sent_, 0));
  }
}

void ApplicationConnection::end(config::Instant now) {
  if (!ending()) {
    ending_since_ = now;
  }
}

void ApplicationConnection::finish(config::Instant now) {
  if (!std::exchange(finished_, true)) {
    say_goodbye(socket_, now);
    // Whoever has not read to the end yet can: a close with input that nobody read would be a
    // reset.
    ::shutdown(socket_.socket->native_handle(), SHUT_WR);
  }
}

bool ApplicationConnection::overdue(config::Instant now, config::Ticks handshake) const {
  return ending() ? ending_since_ + config::limits::kDrain <= now
                  : !secured() && since_ + handshake <= now;
}

bool ApplicationConnection::secured() const {
  return socket_.tls == nullptr || socket_.tls->state() != TlsEngine::State::Handshaking;
}

std::string ApplicationConnection::where() const {
  if (socket_.tls == nullptr || !secured()) {
    return visitor_.peer.where;
  }
  const std::string tls = socket_.tls->description();
  return visitor_.peer.where + " " + tls.substr(0, tls.find(' '));
}

}  // namespace server
