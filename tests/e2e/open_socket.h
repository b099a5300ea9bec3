#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace e2e {

// A listening socket of the test that servers are passed, as systemd passes its own: it is there
// before them and after them. Throws std::runtime_error if somebody listens there.
class OpenSocket {
 public:
  // Port 0: the kernel chooses one that is free.
  static OpenSocket loopback(std::uint16_t port = 0);
  // On a port of loopback that only root may open.
  static OpenSocket low();
  // [::], of both families: what systemd makes of ListenStream=3270.
  static OpenSocket everywhere(std::uint16_t port = 0);
  static OpenSocket file(const std::filesystem::path& path);
  ~OpenSocket();
  OpenSocket(const OpenSocket&) = delete;
  OpenSocket& operator=(const OpenSocket&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] std::uint16_t port() const;
  // As a link in /proc: "socket:[4711]".
  [[nodiscard]] std::string inode() const;

 private:
  OpenSocket(int family, void* address, socklen_t size);
  int number_;
};

}  // namespace e2e
