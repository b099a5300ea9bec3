#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct ssl_ctx_st;  // SSL_CTX

namespace printers {

// An FTP server with explicit TLS in a thread, on loopback. What real ones can't be made to do: to
// show another certificate on the data connection, and to refuse data after CCC (PI18664).
class FtpTlsDouble {
 public:
  enum class DataKey : std::uint8_t { OfControl, Another };
  enum class AfterCcc : std::uint8_t {
    Taken,
    Refused,    // `refusal` answers STOR
    ThenDenied  // the data connection is made, and closed after its handshake; then `refusal`
  };
  struct Script {
    DataKey key = DataKey::OfControl;
    AfterCcc after_ccc = AfterCcc::Taken;
    std::string refusal = "534 TLS NEGOTIATION FAILED";
  };

  explicit FtpTlsDouble(Script script);
  ~FtpTlsDouble();
  FtpTlsDouble(const FtpTlsDouble&) = delete;
  FtpTlsDouble& operator=(const FtpTlsDouble&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::vector<std::string> commands() const;
  [[nodiscard]] std::string stored() const;  // the bytes of all data connections

 private:
  class Line;  // a connection, with or without TLS

  void serve();
  void talk(Line& control);
  std::string store(Line& control, bool cleared);

  struct Contexts {
    ssl_ctx_st* control = nullptr;
    ssl_ctx_st* data = nullptr;
  };

  Script script_;
  std::uint16_t port_ = 0;
  int listener_;
  Contexts contexts_;  // of the thread
  int data_ = -1;      // listens
  mutable std::mutex mutex_;
  std::vector<std::string> commands_;
  std::string stored_;
  std::thread thread_;
};

}  // namespace printers
