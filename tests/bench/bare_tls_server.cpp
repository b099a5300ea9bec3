#include "tests/bench/bare_tls_server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <variant>
#include <vector>

#include "tests/bench/net.h"
#include "tn3270/server/tls/tls_context.h"

namespace bench {
namespace {

using Context = std::shared_ptr<const server::TlsContext>;

void watch(int epoll, int descriptor) {
  epoll_event interest{};
  interest.events = EPOLLIN;
  interest.data.fd = descriptor;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest);
}

struct Client {
  SSL* ssl = nullptr;
  std::size_t said = 0;  // parts of the transcript
};

// Whoever is logged on is answered with the last part, which has the screen.
void say_next(Client& client, const Transcript& transcript) {
  const tn3270::ByteBuffer& bytes = transcript[std::min(client.said, transcript.size() - 1)];
  ++client.said;
  static_cast<void>(SSL_write(client.ssl, bytes.data(), static_cast<int>(bytes.size())));
}

// False: the connection is over.
bool hear(Client& client, const Transcript& transcript) {
  std::array<char, 4096> buffer;  // NOLINT: filled before it is read
  ERR_clear_error();
  const bool handshaking = client.said == 0;
  const int result = handshaking
                         ? SSL_accept(client.ssl)
                         : SSL_read(client.ssl, buffer.data(), static_cast<int>(buffer.size()));
  if (result > 0) {
    say_next(client, transcript);
    return true;
  }
  return SSL_get_error(client.ssl, result) == SSL_ERROR_WANT_READ;
}

void greet(int listener, int epoll, SSL_CTX* context, std::vector<Client>& clients) {
  const int descriptor = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
  if (descriptor < 0) {
    return;
  }
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  Client& client = clients[static_cast<std::size_t>(descriptor)];
  client = Client{SSL_new(context), 0};
  SSL_set_fd(client.ssl, descriptor);
  watch(epoll, descriptor);
}

[[noreturn]] void serve(int listener, SSL_CTX* context, const Transcript& transcript) {
  std::signal(SIGPIPE, SIG_IGN);
  const int epoll = ::epoll_create1(0);
  watch(epoll, listener);
  std::vector<Client> clients(65'536);
  std::array<epoll_event, 256> events{};
  for (;;) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      const int one = events[static_cast<std::size_t>(i)].data.fd;
      if (one == listener) {
        greet(listener, epoll, context, clients);
      } else if (Client& client = clients[static_cast<std::size_t>(one)];
                 !hear(client, transcript)) {
        SSL_free(client.ssl);
        ::close(one);
      }
    }
  }
}

Context load(const std::string& certificate) {
  auto loaded = server::TlsContext::load({certificate});
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    throw std::runtime_error(*fault);
  }
  return std::get<Context>(loaded);
}

}  // namespace

BareTlsServer::BareTlsServer(const std::string& certificate, const Transcript& transcript) {
  const Context context = load(certificate);
  const int listener = listen_on_loopback(port_);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    serve(listener, context->native(), transcript);
  }
  ::close(listener);
}

BareTlsServer::~BareTlsServer() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace bench
