#pragma once

#include <asio/io_context.hpp>
#include <asio/posix/basic_stream_descriptor.hpp>
#include <cstdint>
#include <optional>

#include "config/time.h"
#include "tn3270/datastream/bytes.h"

namespace server {

// The executor's plain type keeps an idle connection small.
using Descriptor = asio::posix::basic_stream_descriptor<asio::io_context::executor_type>;

// The socket's side of a slot. `serial` tells the handlers of this connection from those of an
// earlier one.
struct Connection {
  std::optional<Descriptor> socket;
  std::uint64_t serial = 0;
  tn3270::ByteBuffer unsent;  // empty while the client reads as fast as we write
  std::size_t sent = 0;       // how much of `unsent` is out
  bool waiting_write = false;
  bool waiting_read = false;
};

// What became of a write.
enum class SendOutcome : std::uint8_t { Sent, Waiting, TooMuch, Failed };

// Sends without blocking; what the kernel does not take is kept, up to limits::kUnsentOutput.
[[nodiscard]] SendOutcome send_or_keep(Connection& connection, tn3270::Bytes bytes);
// Sends kept bytes.
[[nodiscard]] SendOutcome send_kept(Connection& connection);

// TCP_NODELAY (one record, one segment), keepalive and user time-out of an accepted socket.
void prepare_socket(int descriptor);

}  // namespace server
