#include "tests/unit/printers_delivery/ftp_tls_double.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>
#include <utility>

#include "tests/unit/server/tls/mint.h"

namespace printers {
namespace {

int listen_on_loopback(std::uint16_t& port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  static_cast<void>(::bind(socket, reinterpret_cast<const sockaddr*>(&address), size));
  ::listen(socket, 4);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  return socket;
}

server::SslContext context_of(const server::Minted& shown) {
  server::SslContext context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_use_certificate(context.get(), shown.certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), shown.key.get());
  return context;
}

server::Minted minted() {
  return server::mint("localhost", server::ec_key("P-256"), server::MintedAs::Server);
}

}  // namespace

class FtpTlsDouble::Line {
 public:
  explicit Line(int socket) : socket_(socket) {
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  }
  ~Line() { ::close(socket_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  [[nodiscard]] bool secure(SSL_CTX* context) {
    tls_.reset(SSL_new(context));
    SSL_set_fd(tls_.get(), socket_);
    return SSL_accept(tls_.get()) == 1;
  }
  // close_notify, and that of the other side.
  void clear() {
    if (SSL_shutdown(tls_.get()) == 0) {
      SSL_shutdown(tls_.get());
    }
    tls_.reset();
  }
  void bye() {
    if (tls_) {
      SSL_shutdown(tls_.get());
    }
  }
  void say(const std::string& reply) {
    const std::string text = reply + "\r\n";
    if (tls_) {
      SSL_write(tls_.get(), text.data(), static_cast<int>(text.size()));
    } else {
      ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    }
  }
  // Empty: its end.
  [[nodiscard]] std::string read() {
    std::array<char, 4096> bytes{};
    const ssize_t count = tls_ ? SSL_read(tls_.get(), bytes.data(), bytes.size())
                               : ::recv(socket_, bytes.data(), bytes.size(), 0);
    return count > 0 ? std::string(bytes.data(), static_cast<std::size_t>(count)) : std::string();
  }

 private:
  int socket_;
  std::unique_ptr<SSL, server::FreeWith<SSL_free>> tls_;
};

FtpTlsDouble::FtpTlsDouble(Script script)
    : script_(std::move(script)), listener_(listen_on_loopback(port_)) {
  thread_ = std::thread([this] { serve(); });
}

FtpTlsDouble::~FtpTlsDouble() {
  ::shutdown(listener_, SHUT_RDWR);  // wakes its accept()
  thread_.join();
  ::close(listener_);
}

std::vector<std::string> FtpTlsDouble::commands() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return commands_;
}

std::string FtpTlsDouble::stored() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return stored_;
}

void FtpTlsDouble::serve() {
  sigset_t pipes;  // OpenSSL writes without MSG_NOSIGNAL
  ::sigemptyset(&pipes);
  ::sigaddset(&pipes, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
  const server::Minted first = minted();
  const server::Minted second = minted();
  const server::SslContext control = context_of(first);
  const server::SslContext another = context_of(second);
  for (int socket = ::accept(listener_, nullptr, nullptr); socket >= 0;
       socket = ::accept(listener_, nullptr, nullptr)) {
    Line line(socket);
    contexts_ = {control.get(), script_.key == DataKey::OfControl ? control.get() : another.get()};
    talk(line);
  }
}

void FtpTlsDouble::talk(Line& control) {
  bool cleared = false;
  control.say("220 double ready");
  for (std::string heard = control.read(); !heard.empty(); heard = control.read()) {
    const std::string line = heard.substr(0, heard.find("\r\n"));
    const std::string verb = line.substr(0, line.find(' '));
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      commands_.push_back(line);
    }
    if (verb == "AUTH") {
      control.say("234 go on");
      if (!control.secure(contexts_.control)) {
        return;
      }
    } else if (verb == "CCC") {
      control.say("200 in the clear");
      control.clear();
      cleared = true;
    } else if (verb == "EPSV") {
      std::uint16_t port = 0;
      data_ = listen_on_loopback(port);
      control.say("229 extended (|||" + std::to_string(port) + "|)");
    } else if (verb == "STOR") {
      control.say(store(control, cleared));
      ::close(data_);
    } else {
      control.say(verb == "USER"   ? "331 password"
                  : verb == "PASS" ? "230 welcome"
                  : verb == "PWD"  ? "257 \"/\" is here"
                                   : "200 fine");
    }
  }
}

std::string FtpTlsDouble::store(Line& control, bool cleared) {
  if (cleared && script_.after_ccc == AfterCcc::Refused) {
    return script_.refusal;
  }
  control.say("150 send it");
  Line data(::accept(data_, nullptr, nullptr));
  if (!data.secure(contexts_.data)) {
    return "425 no handshake";
  }
  if (cleared && script_.after_ccc == AfterCcc::ThenDenied) {
    return script_.refusal;
  }
  for (std::string bytes = data.read(); !bytes.empty(); bytes = data.read()) {
    const std::lock_guard<std::mutex> lock(mutex_);
    stored_ += bytes;
  }
  data.bye();
  return "226 kept";
}

}  // namespace printers
