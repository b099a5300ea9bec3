#include "tn3270/server/acb/socket_file.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/server/acb/accounts.h"

namespace server {
namespace {

std::string reason(int error) {
  return std::generic_category().message(error);
}

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw std::runtime_error("cannot listen for applications on " + path + ": " + why);
}

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  VERIFY(path.size() <= config::limits::kSocketPath, "the check has measured the path");
  std::memcpy(static_cast<char*>(address.sun_path), path.data(), path.size());
  return address;
}

// POSIX takes every family's address through this pointer.
const sockaddr* generic(const sockaddr_un& address) {
  return static_cast<const sockaddr*>(static_cast<const void*>(&address));
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

std::optional<std::string> folder_fault(const std::string& path) {
  const std::string folder = folder_of(path);
  if (::access(folder.c_str(), F_OK) != 0) {
    return "its directory " + folder + " does not exist; make it";
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return "this process may not write into its directory " + folder + " (" + reason(errno) +
           "); choose another path, or let it";
  }
  return std::nullopt;
}

// Who listens at `path`; empty: nobody does.
std::string holder(const std::string& path) {
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (probe < 0) {
    return "a process that can't be asked (" + reason(errno) + ")";
  }
  const sockaddr_un address = address_of(path);
  const bool refused = ::connect(probe, generic(address), sizeof address) != 0 &&
                       (errno == ECONNREFUSED || errno == ENOENT);
  const auto peer = refused ? std::nullopt : unix_peer(probe);
  ::close(probe);
  if (refused) {
    return "";
  }
  return peer && peer->process > 0 ? peer_text(*peer) : "another process";
}

void remove_stale(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    return;
  }
  if (!S_ISSOCK(status.st_mode)) {
    fail(path, "a file that is no socket is there; remove it, or choose another path");
  }
  if (const std::string who = holder(path); !who.empty()) {
    fail(path, "it is in use by " + who);
  }
  ::unlink(path.c_str());
}

}  // namespace

SocketFile::SocketFile(const config::ApplicationSocketSettings& settings, int passed)
    : path_(settings.path), descriptor_(passed) {
  if (passed >= 0) {
    return;
  }
  if (const auto fault = folder_fault(path_)) {
    fail(path_, *fault);
  }
  remove_stale(path_);
  descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor_ < 0) {
    fail(path_, reason(errno));
  }
  try {
    bind();
    protect(settings);
    if (::listen(descriptor_, SOMAXCONN) != 0) {
      fail(path_, reason(errno));
    }
  } catch (...) {
    remove();
    ::close(descriptor_);
    throw;
  }
}

SocketFile::~SocketFile() {
  remove();
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

// The file is made with the socket's own mode less the umask (unix(7)), so it is its owner's alone
// until protect() has said more.
void SocketFile::bind() {
  const sockaddr_un address = address_of(path_);
  if (::fchmod(descriptor_, S_IRUSR | S_IWUSR) != 0 ||
      ::bind(descriptor_, generic(address), sizeof address) != 0) {
    fail(path_, reason(errno));
  }
  struct stat status {};
  if (::lstat(path_.c_str(), &status) == 0) {
    device_ = status.st_dev;
    inode_ = status.st_ino;
  }
}

void SocketFile::protect(const config::ApplicationSocketSettings& settings) {
  if (!settings.group.empty()) {
    const auto group = group_id(settings.group);
    if (!group) {
      fail(path_, "there is no group '" + settings.group + "' here");
    }
    if (::chown(path_.c_str(), static_cast<uid_t>(-1), *group) != 0) {
      fail(path_, "its group can't be made " + settings.group + " (" + reason(errno) +
                      "); the server's user must be in that group");
    }
  }
  if (::chmod(path_.c_str(), settings.mode) != 0) {
    fail(path_, reason(errno));
  }
}

int SocketFile::release() {
  return std::exchange(descriptor_, -1);
}

void SocketFile::remove() {
  struct stat status {};
  const bool ours = inode_ != 0 && ::lstat(path_.c_str(), &status) == 0 &&
                    status.st_dev == device_ && status.st_ino == inode_;
  if (ours) {
    ::unlink(path_.c_str());
  }
  inode_ = 0;
}

std::optional<std::string> socket_file_fault(const config::ApplicationSocketSettings& settings) {
  if (const auto fault = folder_fault(settings.path)) {
    return "the application socket can't be made at " + settings.path + ": " + *fault;
  }
  struct stat status {};
  if (::lstat(settings.path.c_str(), &status) == 0 && !S_ISSOCK(status.st_mode)) {
    return settings.path +
           " is a file that is no socket; remove it, or choose another path for the application "
           "socket";
  }
  return std::nullopt;
}

std::optional<UnixPeer> unix_peer(int descriptor) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
    return std::nullopt;
  }
  return UnixPeer{credentials.pid, credentials.uid};
}

std::string peer_text(const UnixPeer& peer) {
  const std::string name = user_name(peer.user);
  return "pid " + std::to_string(peer.process) + " uid " + std::to_string(peer.user) +
         (name.empty() ? "" : " (" + name + ")");
}

}  // namespace server
