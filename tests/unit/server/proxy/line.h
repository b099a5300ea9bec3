#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace server {

// One end of a TCP connection in a test, in clear or in TLS, on blocking calls with a time limit:
// independent of ours.
class Line {
 public:
  explicit Line(int descriptor);
  // `from`: one of this machine's addresses; empty: the usual one.
  [[nodiscard]] static Line to(std::uint16_t port, const std::string& address = "127.0.0.1",
                               const std::string& from = {});
  ~Line();
  Line(Line&& other) noexcept;
  Line& operator=(Line&&) = delete;

  // Hands are shaken; false: they were not.
  [[nodiscard]] bool secure_as_client(const std::string& ca_file, int version = TLS1_3_VERSION);
  [[nodiscard]] bool secure_as_server(const std::string& certificate, int version = TLS1_3_VERSION);

  // Returns how much of it the other end took before it fell silent or was gone.
  std::size_t say(const std::string& text);
  // This is all: close_notify and FIN. Hearing goes on.
  void say_all();
  // FIN without close_notify.
  void say_all_rudely();
  void reset();

  enum class End : std::uint8_t {
    All,     // FIN, with TLS after close_notify
    Cut,     // FIN without it
    Reset,   // by TCP
    Silence  // nothing came for a while
  };
  struct Heard {
    std::string text;
    End end = End::Silence;
  };
  // What comes until the end.
  [[nodiscard]] Heard hear();
  // So many bytes, fewer if the end comes first.
  [[nodiscard]] std::string hear(std::size_t count);
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] SSL* tls() const { return ssl_.get(); }

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  // -1: see `end`.
  int read_some(char* into, int size, End& end);

  int descriptor_;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> ssl_;
};

// A listening socket on loopback.
class Door {
 public:
  explicit Door(std::uint16_t port = 0, const std::string& address = "127.0.0.1");
  ~Door();
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Line accept() const;
  // Nobody has come within `wait`.
  [[nodiscard]] bool stays_closed(std::chrono::milliseconds wait) const;

 private:
  int descriptor_;
  std::uint16_t port_ = 0;
};

}  // namespace server
