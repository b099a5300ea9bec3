#include "tests/unit/server/proxy/line.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <asio/ip/tcp.hpp>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace server {
namespace {

// Longer than anything here takes, shorter than a test may.
constexpr timeval kPatience{5, 0};

asio::ip::tcp::endpoint at(const std::string& address, std::uint16_t port) {
  return {asio::ip::make_address(address), port};
}

int new_socket(const asio::ip::tcp::endpoint& endpoint) {
  const int descriptor =
      ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
  if (descriptor < 0) {
    throw std::runtime_error("no socket");
  }
  return descriptor;
}

}  // namespace

Line::Line(int descriptor) : descriptor_(descriptor) {
  ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
}

Line Line::to(std::uint16_t port, const std::string& address, const std::string& from) {
  const auto endpoint = at(address, port);
  const int descriptor = new_socket(endpoint);
  if (!from.empty()) {
    const auto source = at(from, 0);
    if (::bind(descriptor, source.data(), static_cast<socklen_t>(source.size())) != 0) {
      ::close(descriptor);
      throw std::runtime_error("not our address: " + from);
    }
  }
  if (::connect(descriptor, endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0) {
    ::close(descriptor);
    throw std::runtime_error("nobody listens");
  }
  return Line(descriptor);
}

Line::Line(Line&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      context_(std::move(other.context_)),
      ssl_(std::move(other.ssl_)) {}

Line::~Line() {
  ssl_.reset();
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

bool Line::secure_as_client(const std::string& ca_file, int version) {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context_.get(), version);
  SSL_CTX_set_max_proto_version(context_.get(), version);
  if (!ca_file.empty()) {
    SSL_CTX_load_verify_locations(context_.get(), ca_file.c_str(), nullptr);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  }
  ssl_.reset(SSL_new(context_.get()));
  SSL_set_fd(ssl_.get(), descriptor_);
  ERR_clear_error();
  return SSL_connect(ssl_.get()) == 1;
}

bool Line::secure_as_server(const std::string& certificate, int version) {
  context_.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_set_min_proto_version(context_.get(), version);
  SSL_CTX_set_max_proto_version(context_.get(), version);
  if (SSL_CTX_use_certificate_chain_file(context_.get(), certificate.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(context_.get(), certificate.c_str(), SSL_FILETYPE_PEM) != 1) {
    throw std::runtime_error("no certificate");
  }
  ssl_.reset(SSL_new(context_.get()));
  SSL_set_fd(ssl_.get(), descriptor_);
  ERR_clear_error();
  return SSL_accept(ssl_.get()) == 1;
}

std::size_t Line::say(const std::string& text) {
  std::size_t said = 0;
  while (said < text.size()) {
    std::size_t size = 0;
    if (ssl_) {
      ERR_clear_error();
      if (SSL_write_ex(ssl_.get(), text.data() + said, text.size() - said, &size) != 1) {
        break;
      }
    } else {
      const ssize_t sent =
          ::send(descriptor_, text.data() + said, text.size() - said, MSG_NOSIGNAL);
      if (sent < 0) {
        break;
      }
      size = static_cast<std::size_t>(sent);
    }
    said += size;
  }
  return said;
}

void Line::say_all() {
  if (ssl_) {
    SSL_shutdown(ssl_.get());
  }
  say_all_rudely();
}

void Line::say_all_rudely() {
  ::shutdown(descriptor_, SHUT_WR);
}

void Line::reset() {
  const linger at_once{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(descriptor_, -1));
}

int Line::read_some(char* into, int size, End& end) {
  errno = 0;
  if (!ssl_) {
    const ssize_t got = ::recv(descriptor_, into, static_cast<std::size_t>(size), 0);
    end = got == 0 ? End::All : errno == ECONNRESET ? End::Reset : End::Silence;
    return got > 0 ? static_cast<int>(got) : -1;
  }
  ERR_clear_error();
  const int got = SSL_read(ssl_.get(), into, size);
  if (got > 0) {
    return got;
  }
  const int error = errno;
  const int why = SSL_get_error(ssl_.get(), got);
  const bool eof = ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
  end = why == SSL_ERROR_ZERO_RETURN ? End::All
        : eof                        ? End::Cut
        : error == ECONNRESET        ? End::Reset
                                     : End::Silence;
  return -1;
}

Line::Heard Line::hear() {
  Heard heard;
  std::array<char, 65'536> buffer{};
  for (;;) {
    const int got = read_some(buffer.data(), static_cast<int>(buffer.size()), heard.end);
    if (got < 0) {
      return heard;
    }
    heard.text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

std::string Line::hear(std::size_t count) {
  std::string text(count, '\0');
  std::size_t done = 0;
  End end{};
  while (done < count) {
    const int got = read_some(text.data() + done, static_cast<int>(count - done), end);
    if (got < 0) {
      break;
    }
    done += static_cast<std::size_t>(got);
  }
  text.resize(done);
  return text;
}

Door::Door(std::uint16_t port, const std::string& address)
    : descriptor_(new_socket(at(address, port))) {
  auto endpoint = at(address, port);
  const int on = 1;
  ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  auto size = static_cast<socklen_t>(endpoint.size());
  if (::bind(descriptor_, endpoint.data(), size) != 0 || ::listen(descriptor_, 512) != 0) {
    ::close(descriptor_);
    throw std::runtime_error("cannot listen");
  }
  size = static_cast<socklen_t>(endpoint.capacity());
  ::getsockname(descriptor_, endpoint.data(), &size);
  port_ = endpoint.port();
}

Door::~Door() {
  ::close(descriptor_);
}

Line Door::accept() const {
  const int descriptor = ::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC);
  if (descriptor < 0) {
    throw std::runtime_error("nobody has come");
  }
  return Line(descriptor);
}

bool Door::stays_closed(std::chrono::milliseconds wait) const {
  pollfd door{descriptor_, POLLIN, 0};
  return ::poll(&door, 1, static_cast<int>(wait.count())) == 0;
}

}  // namespace server
