#include "tests/unit/server/tls/tls_client.h"

#include <openssl/err.h>

#include <array>
#include <chrono>
#include <random>
#include <utility>
#include <variant>

#include "tn3270/server/tls/test_authority.h"

namespace server {

using tn3270::ByteBuffer;
using tn3270::Bytes;

TlsClient::TlsClient(int version, const std::string& ca_file, SSL_SESSION* resumed)
    : context_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX_set_min_proto_version(context_.get(), version);
  SSL_CTX_set_max_proto_version(context_.get(), version);
  if (version < TLS1_2_VERSION) {
    SSL_CTX_set_security_level(context_.get(), 0);
  }
  SSL_CTX_set_session_cache_mode(context_.get(), SSL_SESS_CACHE_CLIENT);
  if (!ca_file.empty()) {
    SSL_CTX_load_verify_locations(context_.get(), ca_file.c_str(), nullptr);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  }
  ssl_.reset(SSL_new(context_.get()));
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  if (!ca_file.empty()) {
    SSL_set1_host(ssl_.get(), "localhost");
  }
  if (resumed != nullptr) {
    SSL_set_session(ssl_.get(), resumed);
  }
  SSL_set_connect_state(ssl_.get());
}

bool TlsClient::feed(Bytes bytes) {
  if (!bytes.empty()) {
    BIO_write(SSL_get_rbio(ssl_.get()), bytes.data(), static_cast<int>(bytes.size()));
  }
  return step();
}

bool TlsClient::step() {
  std::array<std::uint8_t, 16384> part{};
  for (;;) {
    ERR_clear_error();
    const int size = SSL_read(ssl_.get(), part.data(), static_cast<int>(part.size()));
    if (size > 0) {
      received_.insert(received_.end(), part.begin(), part.begin() + size);
      continue;
    }
    const int error = SSL_get_error(ssl_.get(), size);
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_ZERO_RETURN) {
      return true;
    }
    const char* words = ERR_reason_error_string(ERR_peek_error());
    error_ = words == nullptr ? "?" : words;
    ERR_clear_error();
    return false;
  }
}

bool TlsClient::send(Bytes plain) {
  return SSL_write(ssl_.get(), plain.data(), static_cast<int>(plain.size())) ==
         static_cast<int>(plain.size());
}

ByteBuffer TlsClient::take() {
  if (!is_open() && error_.empty()) {
    step();  // its first words
  }
  BIO* bio = SSL_get_wbio(ssl_.get());
  ByteBuffer bytes(BIO_ctrl_pending(bio));
  if (!bytes.empty()) {
    BIO_read(bio, bytes.data(), static_cast<int>(bytes.size()));
  }
  return bytes;
}

void Pair::feed_engine(Bytes bytes, Cut cut) {
  static std::mt19937 random(3270);
  while (!bytes.empty()) {
    std::size_t size = bytes.size();
    if (cut == Cut::Bytes) {
      size = 1;
    } else if (cut == Cut::Random) {
      size = std::uniform_int_distribution<std::size_t>(1, bytes.size())(random);
    }
    engine.feed(bytes.first(size), plain, out);
    bytes = bytes.subspan(size);
  }
}

void Pair::run(Cut cut) {
  for (;;) {
    client.feed(out);
    out.clear();
    const ByteBuffer request = client.take();
    if (request.empty()) {
      return;
    }
    feed_engine(request, cut);
  }
}

bool Pair::server_sends(Bytes bytes) {
  const bool sent = engine.send(bytes, out);
  run();
  return sent;
}

TestCertificate::TestCertificate() {
  const auto now = std::chrono::system_clock::now();
  const auto until = now + std::chrono::hours(24);
  const Identity authority = make_authority("test", now - std::chrono::hours(1), until);
  const auto issued = std::get<Identity>(
      issue_certificate(authority, {"localhost"}, now - std::chrono::hours(1), until));
  server = folder.write("server.pem", issued.key + issued.certificate + authority.certificate);
  ca = folder.write("ca.pem", authority.certificate);
}

std::shared_ptr<const TlsContext> TestCertificate::context() const {
  return std::get<std::shared_ptr<const TlsContext>>(TlsContext::load({server}));
}

}  // namespace server
