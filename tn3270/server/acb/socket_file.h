#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "config/settings.h"

// The file of the application socket, and who stands at its other end.
namespace server {

// A listening Unix socket and its file, which goes when this does, if it is still the same file.
class SocketFile {
 public:
  // What is left of a server that has ended is replaced; a file where somebody listens, or that is
  // no socket, never. Nobody can connect before mode and group are as set. `passed` listens
  // already, and its file, with mode and group, is somebody else's. Throws std::runtime_error in
  // words.
  explicit SocketFile(const config::ApplicationSocketSettings& settings, int passed = -1);
  ~SocketFile();
  SocketFile(const SocketFile&) = delete;
  SocketFile& operator=(const SocketFile&) = delete;

  // Gives the descriptor away.
  [[nodiscard]] int release();
  void remove();

 private:
  void bind();
  void protect(const config::ApplicationSocketSettings& settings);

  std::string path_;
  int descriptor_ = -1;
  dev_t device_{};
  ino_t inode_{};
};

// Why a socket can't be made there, as far as one can say without making it; nullopt: it can.
[[nodiscard]] std::optional<std::string> socket_file_fault(
    const config::ApplicationSocketSettings& settings);

// The process at the other end of a connected Unix socket, at the time when it connected.
struct UnixPeer {
  pid_t process = 0;
  uid_t user = 0;
};
[[nodiscard]] std::optional<UnixPeer> unix_peer(int descriptor);
[[nodiscard]] std::string peer_text(const UnixPeer& peer);  // "pid 4711 uid 1000 (joe)"

}  // namespace server
