#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "config/printer_settings.h"
#include "tn3270/datastream/bytes.h"

namespace printers {

// The TLS of one connection to a printer: our side, the client's, over memory and without a socket.
// This room knows no TLS library, so its users bring it. One owner, one thread.
class TlsLayer {
 public:
  enum class State : std::uint8_t {
    Handshaking,
    Open,
    PeerClosed,  // close_notify came; send() goes on
    Failed       // error() says why; an alert may be in the output
  };
  TlsLayer() = default;
  virtual ~TlsLayer() = default;
  TlsLayer(const TlsLayer&) = delete;
  TlsLayer& operator=(const TlsLayer&) = delete;

  // Our first words. `out` always gets what is to be sent.
  virtual State start(tn3270::ByteBuffer& out) = 0;
  // All of `received` is taken. `plain` gets what was said.
  virtual State feed(tn3270::Bytes received, tn3270::ByteBuffer& plain,
                     tn3270::ByteBuffer& out) = 0;
  // REQUIRES: Open or PeerClosed. False: it failed.
  virtual bool send(tn3270::Bytes plain, tn3270::ByteBuffer& out) = 0;
  // close_notify: we have said everything.
  virtual void close(tn3270::ByteBuffer& out) = 0;

  [[nodiscard]] virtual std::string error() const = 0;  // of Failed: one sentence
  [[nodiscard]] virtual bool distrusts() const = 0;     // of Failed: we refuse its certificate
};

// One for a connection to the host of `delivery`, as its settings verify it; or why there is none,
// in one sentence. Called by many threads.
using MakeTls = std::function<std::variant<std::unique_ptr<TlsLayer>, std::string>(
    const config::DeliverySettings& delivery)>;

}  // namespace printers
