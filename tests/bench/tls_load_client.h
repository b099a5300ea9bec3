#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tests/bench/logon_script.h"

namespace bench {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Ssl = std::unique_ptr<SSL, FreeSsl>;
using SslContext = std::unique_ptr<SSL_CTX, FreeSsl>;

// A client's context for one version of TLS. It keeps no session, so that every handshake is a full
// one, and verifies no certificate: less work for the clients.
[[nodiscard]] SslContext client_context(int version);

// LoadClient over TLS from the first byte. Several of them may work at once, each on a thread of
// its own, and share the context.
class TlsLoadClient {
 public:
  TlsLoadClient(std::uint16_t port, SSL_CTX* context);
  ~TlsLoadClient();
  TlsLoadClient(const TlsLoadClient&) = delete;
  TlsLoadClient& operator=(const TlsLoadClient&) = delete;

  // A client that is kept keeps its socket only: its TLS is dropped without a word to the server.
  // One that is closed is reset.
  enum class Afterwards { Keep, Close };
  // As LoadClient's.
  void log_on(std::size_t count, std::size_t window, Afterwards afterwards);

  [[nodiscard]] std::size_t connected() const { return kept_.size(); }
  // Bytes of the first logon, by turns.
  [[nodiscard]] const Transcript& transcript() const { return transcript_; }

 private:
  struct Client {
    Ssl ssl;
    LogonScript script;
  };
  void begin();
  void go_on(int descriptor);
  // False: its logon is over.
  bool hear(Client& client, tn3270::Bytes bytes);
  void finish(int descriptor);

  std::uint16_t port_;
  SSL_CTX* context_;
  int epoll_;
  std::vector<Client> clients_;  // by descriptor
  std::vector<int> kept_;
  Transcript transcript_;
  std::size_t done_ = 0;
  std::size_t begun_ = 0;
  Afterwards afterwards_ = Afterwards::Keep;
};

}  // namespace bench
