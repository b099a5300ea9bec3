#include "tests/bench/tls_load_client.h"

#include <openssl/err.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/bench/net.h"

namespace bench {
namespace {

// Throws unless the call failed only because it has to wait for the server.
void must_wait(SSL* ssl, int result) {
  switch (SSL_get_error(ssl, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      return;
    default:
      throw std::runtime_error("a client lost its TLS connection: " +
                               std::string(SSL_state_string_long(ssl)));
  }
}

}  // namespace

SslContext client_context(int version) {
  SslContext context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  return context;
}

TlsLoadClient::TlsLoadClient(std::uint16_t port, SSL_CTX* context)
    : port_(port), context_(context), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {}

TlsLoadClient::~TlsLoadClient() {
  for (const int one : kept_) {
    close_hard(one);
  }
  ::close(epoll_);
}

void TlsLoadClient::log_on(std::size_t count, std::size_t window, Afterwards afterwards) {
  afterwards_ = afterwards;
  done_ = 0;
  begun_ = 0;
  std::array<epoll_event, 256> events{};
  while (done_ < count) {
    while (begun_ < count && begun_ - done_ < window) {
      begin();
    }
    const int ready =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kPatienceMs);
    if (ready <= 0) {
      throw std::runtime_error("no TLS client makes progress");
    }
    for (int i = 0; i < ready; ++i) {
      go_on(events[static_cast<std::size_t>(i)].data.fd);
    }
  }
}

void TlsLoadClient::begin() {
  const int descriptor = connect_to_loopback(port_);
  if (static_cast<std::size_t>(descriptor) >= clients_.size()) {
    clients_.resize(static_cast<std::size_t>(descriptor) + 1);
  }
  Client client{Ssl(SSL_new(context_)), {}};
  SSL_set_fd(client.ssl.get(), descriptor);
  SSL_set_connect_state(client.ssl.get());
  clients_[static_cast<std::size_t>(descriptor)] = std::move(client);
  epoll_event interest{};
  interest.events = EPOLLIN | EPOLLOUT | EPOLLET;  // the first event: connected
  interest.data.fd = descriptor;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &interest);
  ++begun_;
}

void TlsLoadClient::go_on(int descriptor) {
  Client& client = clients_[static_cast<std::size_t>(descriptor)];
  SSL* ssl = client.ssl.get();
  if (ssl == nullptr) {
    return;  // logged on; the server speaks to an idle client
  }
  ERR_clear_error();
  if (const int result = SSL_do_handshake(ssl); result != 1) {
    must_wait(ssl, result);
    return;
  }
  std::array<std::uint8_t, 8192> buffer{};
  for (;;) {
    const int size = SSL_read(ssl, buffer.data(), static_cast<int>(buffer.size()));
    if (size <= 0) {
      must_wait(ssl, size);
      return;
    }
    if (!hear(client, {buffer.data(), static_cast<std::size_t>(size)})) {
      finish(descriptor);
      return;
    }
  }
}

bool TlsLoadClient::hear(Client& client, tn3270::Bytes bytes) {
  if (!client.script.hear(bytes)) {
    return true;
  }
  if (transcript_.size() == client.script.turn()) {
    transcript_.push_back(client.script.heard());
  }
  const tn3270::Bytes answer = client.script.answer();
  if (answer.empty()) {
    return false;
  }
  if (SSL_write(client.ssl.get(), answer.data(), static_cast<int>(answer.size())) <= 0) {
    throw std::runtime_error("a TLS client could not send");
  }
  return true;
}

void TlsLoadClient::finish(int descriptor) {
  Client& client = clients_[static_cast<std::size_t>(descriptor)];
  if (SSL_session_reused(client.ssl.get()) == 1) {
    throw std::runtime_error("a handshake was not a full one");
  }
  client.ssl.reset();
  ++done_;
  if (afterwards_ == Afterwards::Keep) {
    kept_.push_back(descriptor);
  } else {
    close_hard(descriptor);
  }
}

}  // namespace bench
