#include "tn3270/server/tls/tls_engine.h"

#include <array>
#include <cstddef>
#include <new>
#include <optional>
#include <utility>

#include "config/verify.h"
#include "tn3270/server/tls/openssl_handles.h"
#include "tn3270/server/tls/span_bio.h"
#include "tn3270/server/tls/tls_failure.h"

namespace server {

using tn3270::ByteBuffer;
using tn3270::Bytes;

struct TlsEngine::Pipe : SpanPipe {
  std::optional<std::uint8_t> first;  // that the client ever sent
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

}  // namespace

TlsEngine::TlsEngine(std::shared_ptr<const TlsContext> context)
    : context_(std::move(context)), pipe_(std::make_unique<Pipe>()) {
  VERIFY(context_ != nullptr, "an engine has a context");
  const CleanErrors errors;
  std::unique_ptr<SSL, FreeWith<SSL_free>> native(SSL_new(context_->native()));
  BIO* bio = native == nullptr ? nullptr : new_span_bio(*pipe_);
  if (bio == nullptr) {
    throw std::bad_alloc();
  }
  SSL_set_bio(native.get(), bio, bio);
  SSL_set_accept_state(native.get());
  native_ = native.release();
}

TlsEngine::~TlsEngine() {
  SSL_free(native_);
}

TlsEngine::TlsEngine(TlsEngine&& other) noexcept
    : state_(other.state_),
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
    context_ = std::move(other.context_);
    pipe_ = std::move(other.pipe_);
    native_ = std::exchange(other.native_, nullptr);
    error_ = std::move(other.error_);
  }
  return *this;
}

TlsEngine::State TlsEngine::feed(Bytes received, ByteBuffer& plain, ByteBuffer& out) {
  if (state_ == State::Closed || state_ == State::Failed || received.empty()) {
    return state_;
  }
  if (!pipe_->first) {
    pipe_->first = received.front();
  }
  const Turn turn(*pipe_, received, out);
  if (state_ == State::Handshaking) {
    shake_hands();
  }
  if (state_ == State::Open) {
    read_all(plain);
  }
  VERIFY(state_ == State::Closed || state_ == State::Failed || pipe_->in.empty(),
         "TLS takes all it is given");
  return state_;
}

void TlsEngine::shake_hands() {
  const int result = SSL_do_handshake(native_);
  if (result == 1) {
    state_ = State::Open;
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
        SSL_shutdown(native_);  // RFC 5246 7.2.1: answered with our own
        state_ = State::Closed;
        return;
      default:
        fail();
        return;
    }
  }
}

void TlsEngine::fail() {
  error_ = tls_failure(state_ == State::Handshaking ? TlsPhase::Handshake : TlsPhase::Data,
                       pipe_->first);
  state_ = State::Failed;
}

bool TlsEngine::send(Bytes plain, ByteBuffer& out) {
  VERIFY(state_ == State::Open, "only an open TLS connection sends");
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

void TlsEngine::close(ByteBuffer& out) {
  if (state_ != State::Open) {
    return;
  }
  const Turn turn(*pipe_, {}, out);
  SSL_shutdown(native_);
  state_ = State::Closed;
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

}  // namespace server
