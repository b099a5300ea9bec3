#pragma once

#include <string>

#include "printers/delivery/tls_layer.h"

namespace printers {

// A TLS of our own, so that a printer's script can break it wherever it likes. We greet with "?"
// and the printer with "!"; then records go both ways, and a printer may refuse ("N") or end badly.
class TlsDouble final : public TlsLayer {
 public:
  // Makes one for whatever LU.
  [[nodiscard]] static MakeTls maker();

  State start(tn3270::ByteBuffer& out) override;
  State feed(tn3270::Bytes received, tn3270::ByteBuffer& plain, tn3270::ByteBuffer& out) override;
  bool send(tn3270::Bytes plain, tn3270::ByteBuffer& out) override;
  void close(tn3270::ByteBuffer& out) override;
  [[nodiscard]] std::string error() const override { return error_; }
  [[nodiscard]] bool distrusts() const override { return distrusts_; }

 private:
  State fail(const std::string& why);

  State state_ = State::Handshaking;
  std::string unread_;
  std::string error_;
  bool distrusts_ = false;
};

// What a printer's script says: a record with text, and the end.
[[nodiscard]] std::string sealed(const std::string& text);
[[nodiscard]] std::string sealed_end();

// What a script has heard after the greeting.
struct Unsealed {
  std::string text{};
  bool ended = false;  // by sealed_end(), with nothing behind it
};
[[nodiscard]] Unsealed unseal(const std::string& wire);

}  // namespace printers
