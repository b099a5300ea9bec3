#pragma once

#include <asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "config/time.h"
#include "tn3270/server/acb/line_splitter.h"
#include "tn3270/server/reactor/connection.h"
#include "vtam/acb/desk.h"

namespace server {

// One connection of an application: bytes at the socket, lines at the desk. TLS is between them
// where it came in by TCP. Waits for nothing; its owner does.
class ApplicationConnection {
 public:
  // Who has come, and the words for it if it may not stay.
  struct Visitor {
    vtam::ApplicationPeer peer{};
    std::string refusal{};  // a line for it; it then ends, and the desk never knows it
    bool introduced = false;
  };

  // Owns `descriptor`; `tls` is null on a Unix socket.
  ApplicationConnection(asio::io_context& context, int descriptor,
                        std::shared_ptr<const TlsContext> tls, Visitor visitor,
                        config::Instant now);

  enum class Read : std::uint8_t { Nothing, Some, TooLong, Lost };
  // Reads once. `take` gets every line that is whole now, and returns false when it wants no more.
  // Lost: why() says how.
  template <class Take>
  [[nodiscard]] Read read(std::span<std::uint8_t> scratch, config::Instant now, const Take& take) {
    std::string_view plain;
    const Read read = receive(scratch, now, plain);
    if (!ending() && !lines_.feed(plain, take)) {
      return Read::TooLong;
    }
    return read;
  }

  // A line for the application, without its NL; it goes out with the next flush().
  void add(std::string_view line);
  // False: it is broken. What the kernel does not take waits.
  [[nodiscard]] bool flush(config::Instant now);
  // Nothing more is read of it; it ends once its last line is out, or after limits::kDrain.
  void end(config::Instant now);
  // Everything is out: the other end is told, and has until then to go.
  void finish(config::Instant now);

  // False from the beginning: the kernel can't watch it.
  [[nodiscard]] bool open() const { return socket_.socket->is_open(); }
  [[nodiscard]] bool ending() const { return ending_since_ != config::Instant{}; }
  [[nodiscard]] bool overdue(config::Instant now, config::Ticks handshake) const;
  [[nodiscard]] bool secured() const;  // may be talked to
  [[nodiscard]] bool drained() const { return waiting() == 0 && socket_.unsent.empty(); }
  [[nodiscard]] std::size_t waiting() const { return output_.size() - sent_; }
  [[nodiscard]] const std::string& why() const { return why_; }
  [[nodiscard]] Visitor& visitor() { return visitor_; }
  [[nodiscard]] const Visitor& visitor() const { return visitor_; }
  [[nodiscard]] std::string where() const;
  [[nodiscard]] Connection& socket() { return socket_; }

 private:
  [[nodiscard]] Read receive(std::span<std::uint8_t> scratch, config::Instant now,
                             std::string_view& plain);
  void forget_sent();

  Connection socket_;
  Visitor visitor_;
  LineSplitter lines_;
  tn3270::ByteBuffer decrypted_;
  std::string output_;
  std::size_t sent_ = 0;  // of output_, given to the socket
  config::Instant since_;
  config::Instant ending_since_{};
  bool finished_ = false;
  std::string why_;
};

}  // namespace server
