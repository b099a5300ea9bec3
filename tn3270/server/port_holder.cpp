#include "tn3270/server/port_holder.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace server {
namespace {

namespace fs = std::filesystem;

// The socket inode that listens on `port`, from /proc/net/tcp or tcp6 (proc(5): fields 2 local
// address, 4 state, 10 inode).
std::optional<std::string> listening_inode(const char* table, std::uint16_t port) {
  std::ifstream in(table);
  std::string line;
  std::getline(in, line);  // headings
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string skip;
    std::string local;
    std::string state;
    std::string inode;
    fields >> skip >> local >> skip >> state >> skip >> skip >> skip >> skip >> skip >> inode;
    const std::size_t colon = local.rfind(':');
    if (state == "0A" && colon != std::string::npos &&
        std::stoul(local.substr(colon + 1), nullptr, 16) == port) {
      return inode;
    }
  }
  return std::nullopt;
}

bool holds(const fs::path& process, const std::string& socket) {
  std::error_code error;
  for (fs::directory_iterator one(process / "fd", error), end; !error && one != end;
       one.increment(error)) {
    std::error_code unreadable;
    if (fs::read_symlink(one->path(), unreadable).string() == socket) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::string> port_holder(std::uint16_t port) {
  auto inode = listening_inode("/proc/net/tcp", port);
  if (!inode) {
    inode = listening_inode("/proc/net/tcp6", port);
  }
  if (!inode) {
    return std::nullopt;
  }
  const std::string socket = "socket:[" + *inode + "]";
  std::error_code error;
  for (fs::directory_iterator one("/proc", error), end; !error && one != end;
       one.increment(error)) {
    const std::string name = one->path().filename().string();
    const bool process =
        std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (process && holds(one->path(), socket)) {
      std::ifstream comm(one->path() / "comm");
      std::string command;
      std::getline(comm, command);
      return "process " + name + " (" + command + ")";
    }
  }
  return std::nullopt;
}

}  // namespace server
