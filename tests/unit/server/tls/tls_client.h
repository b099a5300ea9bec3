#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/server/tls/tls_context.h"
#include "tn3270/server/tls/tls_engine.h"

namespace server {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};

// A TLS client over memory, on OpenSSL's own BIOs: independent of ours.
class TlsClient {
 public:
  // `version`: TLS1_2_VERSION …, the only one it speaks.
  explicit TlsClient(int version, const std::string& ca_file = {}, SSL_SESSION* resumed = nullptr);

  // What came from the server; true while nothing went wrong.
  bool feed(tn3270::Bytes bytes);
  bool send(tn3270::Bytes plain);
  void close() { SSL_shutdown(ssl_.get()); }

  // What is to be sent since the last call.
  [[nodiscard]] tn3270::ByteBuffer take();

  [[nodiscard]] bool is_open() const { return SSL_is_init_finished(ssl_.get()) == 1; }
  [[nodiscard]] bool was_closed() const {
    return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
  }
  [[nodiscard]] const tn3270::ByteBuffer& received() const { return received_; }
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] SSL* native() const { return ssl_.get(); }
  [[nodiscard]] SSL_CTX* context() const { return context_.get(); }

 private:
  bool step();

  std::unique_ptr<SSL_CTX, FreeSsl> context_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
  tn3270::ByteBuffer received_;
  std::string error_;
};

// How bytes reach the engine.
enum class Cut { Whole, Bytes, Random };

// A client and an engine, joined until neither has anything to say.
struct Pair {
  explicit Pair(std::shared_ptr<const TlsContext> context, int version = TLS1_3_VERSION,
                const std::string& ca_file = {}, SSL_SESSION* resumed = nullptr)
      : engine(std::move(context)), client(version, ca_file, resumed) {}

  // One exchange each way until quiet.
  void run(Cut cut = Cut::Whole);
  void feed_engine(tn3270::Bytes bytes, Cut cut);
  bool server_sends(tn3270::Bytes bytes);

  TlsEngine engine;
  TlsClient client;
  tn3270::ByteBuffer plain;  // what the engine decrypted
  tn3270::ByteBuffer out;    // what it wants to send
};

// A server's file made by tn3270d certificate's own means, once a test.
struct TestCertificate {
  TestCertificate();
  TemporaryFolder folder;
  std::string server;
  std::string ca;
  [[nodiscard]] std::shared_ptr<const TlsContext> context() const;
};

}  // namespace server
