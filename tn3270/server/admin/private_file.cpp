#include "tn3270/server/admin/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/admin/file_descriptor.h"

namespace server {
namespace {

PrivateText unreadable(int error) {
  return {"", "cannot be read: " + std::generic_category().message(error), error == ENOENT};
}

// nullopt: an errno says why.
std::optional<std::string> read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> part{};
  while (text.size() <= config::limits::kTokenFileBytes) {
    const auto size = ::read(descriptor, part.data(), part.size());
    if (size == 0) {
      return text;
    }
    if (size < 0 && errno != EINTR) {
      return std::nullopt;
    }
    if (size > 0) {
      text.append(part.data(), static_cast<std::size_t>(size));
    }
  }
  errno = EFBIG;
  return std::nullopt;
}

// A group may read it (0640 lets a group of operators use ctl); nobody else may do anything.
std::string mode_fault(const struct stat& status, const std::filesystem::path& path) {
  if (!S_ISREG(status.st_mode)) {
    return "is not a file";
  }
  if ((status.st_mode & (S_IRWXO | S_IWGRP)) != 0) {
    return "can be read or changed by others than its owner; chmod 600 " + path.string();
  }
  return {};
}

}  // namespace

PrivateText read_private_file(const std::filesystem::path& path) {
  // O_NONBLOCK: a FIFO must not hold the start.
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) {
    return unreadable(errno);
  }
  if (auto fault = mode_fault(status, path); !fault.empty()) {
    return {"", std::move(fault)};
  }
  auto text = read_all(file.number());
  return text ? PrivateText{std::move(*text)} : unreadable(errno);
}

}  // namespace server
