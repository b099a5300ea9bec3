#include "tn3270/server/tls/tls_engine.h"

#include <openssl/x509v3.h>

#include <array>
#include <cstddef>
#include <new>
#include <optional>
#include <utility>

#include "config/verify.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/ocsp_staple.h"
#include "tn3270/server/tls/openssl_handles.h"
#include "tn3270/server/tls/peer_verification.h"
#include "tn3270/server/tls/span_bio.h"
#include "tn3270/server/tls/tls_failure.h"

namespace server {

using tn3270::ByteBuffer;
using tn3270::Bytes;

struct TlsEngine::Pipe : SpanPipe {
  TlsFault fault;
};

namespace {

// One call into OpenSSL: what it may read and where it may write, and no error left by or for
// anybody else.
class Turn {
 public:
  Turn(SpanPipe& pipe, Bytes in, ByteBuffer& out) : pipe_(pipe) {
    pipe_.in = in;
    pipe_.out = &out;
  }
  ~Turn() {
    pipe_.in = {};
    pipe_.out = nullptr;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  CleanErrors errors_;
  SpanPipe& pipe_;
};

using Ssl = std::unique_ptr<SSL, FreeWith<SSL_free>>;

Ssl new_ssl(SSL_CTX* context, SpanPipe& pipe, TlsFault& fault) {
  Ssl native(SSL_new(context));
  BIO* bio = native == nullptr ? nullptr : new_span_bio(pipe);
  if (bio == nullptr) {
    throw std::bad_alloc();
  }
  SSL_set_bio(native.get(), bio, bio);
  collect_refusals(*native, fault.refused);
  return native;
}

// A literal address is in certificates as such, and SNI has names only (RFC 6066 3).
bool is_literal_address(const std::string& name) {
  const std::unique_ptr<ASN1_OCTET_STRING, FreeWith<ASN1_OCTET_STRING_free>> address(
      a2i_IPADDRESS(name.c_str()));
  return address != nullptr;
}

void expect(SSL& native, const TlsClientContext& context, const std::string& server_name) {
  const std::string& name = context.verify_name().empty() ? server_name : context.verify_name();
  if (!is_literal_address(server_name) && !server_name.empty()) {
    std::string sni = server_name;  // the macro for this casts in the old way
    SSL_ctrl(&native, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, sni.data());
  }
  if (!context.verifies()) {
    return;
  }
  X509_VERIFY_PARAM* wanted = SSL_get0_param(&native);
  X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const bool known = is_literal_address(name)
                         ? X509_VERIFY_PARAM_set1_ip_asc(wanted, name.c_str()) == 1
                         : X509_VERIFY_PARAM_set1_host(wanted, name.c_str(), 0) == 1;
  VERIFY(known && !name.empty(), "a server that is verified has a name");
}

}  // namespace

TlsEngine::TlsEngine(std::shared_ptr<const void> context, ssl_st* native,
                     std::unique_ptr<Pipe> pipe)
    : context_(std::move(context)), pipe_(std::move(pipe)), native_(native) {}

TlsEngine::TlsEngine(std::shared_ptr<const TlsContext> context) : pipe_(std::make_unique<Pipe>()) {
  VERIFY(context != nullptr, "an engine has a context");
  const CleanErrors errors;
  Ssl native = new_ssl(context->native(), *pipe_, pipe_->fault);
  SSL_set_accept_state(native.get());
  native_ = native.release();
  context_ = std::move(context);
}

TlsEngine TlsEngine::client(std::shared_ptr<const TlsClientContext> context,
                            const std::string& server_name) {
  VERIFY(context != nullptr, "an engine has a context");
  const CleanErrors errors;
  auto pipe = std::make_unique<Pipe>();
  pipe->fault.peer = TlsPeer::Server;
  Ssl native = new_ssl(context->native(), *pipe, pipe->fault);
  SSL_set_connect_state(native.get());
  expect(*native, *context, server_name);
  return TlsEngine(std::move(context), native.release(), std::move(pipe));
}

TlsEngine::~TlsEngine() {
  SSL_free(native_);
}

TlsEngine::TlsEngine(TlsEngine&& other) noexcept
    : state_(other.state_),
      half_open_(other.half_open_),
      closing_(other.closing_),
      context_(std::move(other.context_)),
      pipe_(std::move(other.pipe_)),
      native_(std::exchange(other.native_, nullptr)),
      error_(std::move(other.error_)) {
  other.state_ = State::Closed;
}

TlsEngine& TlsEngine::operator=(TlsEngine&& other) noexcept {
  if (this != &other) {
    SSL_free(native_);
    state_ = std::exchange(other.state_, State::Closed);
    half_open_ = other.half_open_;
    closing_ = other.closing_;
    context_ = std::move(other.context_);
    pipe_ = std::move(other.pipe_);
    native_ = std::exchange(other.native_, nullptr);
    error_ = std::move(other.error_);
  }
  return *this;
}

TlsEngine::State TlsEngine::start(ByteBuffer& out) {
  if (state_ == State::Handshaking && SSL_is_server(native_) == 0) {
    const Turn turn(*pipe_, {}, out);
    shake_hands();
  }
  return state_;
}

TlsEngine::State TlsEngine::feed(Bytes received, ByteBuffer& plain, ByteBuffer& out) {
  if (state_ == State::PeerClosed || state_ == State::Closed || state_ == State::Failed ||
      received.empty()) {
    return state_;
  }
  if (!pipe_->fault.first) {
    pipe_->fault.first = received.front();
  }
  const Turn turn(*pipe_, received, out);
  if (state_ == State::Handshaking) {
    shake_hands();
  }
  if (state_ == State::Open || state_ == State::WeClosed) {
    read_all(plain);
  }
  const bool reads =
      state_ == State::Handshaking || state_ == State::Open || state_ == State::WeClosed;
  VERIFY(!reads || pipe_->in.empty(), "TLS takes all it is given");
  return state_;
}

void TlsEngine::shake_hands() {
  const int result = SSL_do_handshake(native_);
  if (result == 1) {
    state_ = State::Open;
    forget_staple(*native_);
    if (closing_) {
      say_closed();
    }
  } else if (SSL_get_error(native_, result) != SSL_ERROR_WANT_READ) {
    fail();
  }
}

void TlsEngine::read_all(ByteBuffer& plain) {
  std::array<std::uint8_t, SSL3_RT_MAX_PLAIN_LENGTH> record;  // NOLINT: filled before it is read
  for (;;) {
    std::size_t size = 0;
    const int result = SSL_read_ex(native_, record.data(), record.size(), &size);
    if (result == 1) {
      plain.insert(plain.end(), record.begin(), record.begin() + static_cast<std::ptrdiff_t>(size));
      continue;
    }
    switch (SSL_get_error(native_, result)) {
      case SSL_ERROR_WANT_READ:
        return;
      case SSL_ERROR_ZERO_RETURN:
        peer_closed();
        return;
      default:
        fail();
        return;
    }
  }
}

void TlsEngine::peer_closed() {
  if (state_ == State::Open && half_open_) {
    state_ = State::PeerClosed;
    return;
  }
  if (state_ == State::Open) {
    SSL_shutdown(native_);  // RFC 5246 7.2.1: answered with our own
  }
  state_ = State::Closed;
}

void TlsEngine::say_closed() {
  SSL_shutdown(native_);
  state_ = state_ == State::Open && half_open_ ? State::WeClosed : State::Closed;
}

void TlsEngine::fail() {
  pipe_->fault.phase = state_ == State::Handshaking ? TlsPhase::Handshake : TlsPhase::Data;
  pipe_->fault.floor = static_cast<int>(SSL_get_min_proto_version(native_));
  error_ = tls_failure(pipe_->fault);
  state_ = State::Failed;
}

bool TlsEngine::send(Bytes plain, ByteBuffer& out) {
  VERIFY(can_send(), "only an open TLS connection sends");
  const Turn turn(*pipe_, {}, out);
  while (!plain.empty()) {
    std::size_t written = 0;
    if (SSL_write_ex(native_, plain.data(), plain.size(), &written) != 1) {
      fail();
      return false;
    }
    plain = plain.subspan(written);
  }
  return true;
}

bool TlsEngine::distrusts() const {
  return state_ == State::Failed && !pipe_->fault.refused.empty();
}

void TlsEngine::close(ByteBuffer& out) {
  closing_ = closing_ || state_ == State::Handshaking;
  if (!can_send()) {
    return;
  }
  const Turn turn(*pipe_, {}, out);
  say_closed();
}

bool TlsEngine::unfinished() const {
  return state_ == State::Open && SSL_has_pending(native_) != 0;
}

std::string TlsEngine::description() const {
  if (native_ == nullptr || SSL_is_init_finished(native_) == 0) {
    return {};
  }
  return std::string(SSL_get_version(native_)) + " " + SSL_get_cipher_name(native_);
}

bool TlsEngine::peer_has_closed() const {
  return native_ != nullptr && (SSL_get_shutdown(native_) & SSL_RECEIVED_SHUTDOWN) != 0;
}

std::optional<PeerCertificate> TlsEngine::peer_certificate() const {
  X509* certificate = native_ == nullptr || SSL_is_init_finished(native_) == 0
                          ? nullptr
                          : SSL_get0_peer_certificate(native_);
  if (certificate == nullptr) {
    return std::nullopt;
  }
  const CleanErrors errors;
  const bool verified = (SSL_get_verify_mode(native_) & SSL_VERIFY_PEER) != 0 &&
                        SSL_get_verify_result(native_) == X509_V_OK;
  return PeerCertificate{subject_of(*certificate), common_name_of(*certificate), verified};
}

bool TlsEngine::was_resumed() const {
  return native_ != nullptr && SSL_session_reused(native_) == 1;
}

}  // namespace server
