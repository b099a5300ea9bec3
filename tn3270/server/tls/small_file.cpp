#include "tn3270/server/tls/small_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace server {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::string because(int error) {
  return ": " + std::generic_category().message(error);
}

std::string not_opened(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return "does not exist; make one with 'tn3270d certificate', or name another";
    case EACCES:
    case EPERM:
      return "cannot be read" + because(error) + "; let this server's user read it";
    default:
      return "cannot be read" + because(error) + "; name another";
  }
}

std::string not_a_file(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) {
    return "is a directory; name the file in it";
  }
  return S_ISREG(status.st_mode) ? "" : "is a device or a pipe; name a file";
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::variant<FileText, std::string> read_small_file(const std::string& path, std::size_t most) {
  // O_NONBLOCK: a pipe must not hold the start.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return not_opened(errno);
  }
  if (std::string fault = not_a_file(status); !fault.empty()) {
    return fault;
  }
  FileText read;
  read.mode = status.st_mode & ALLPERMS;
  std::array<char, 4096> part{};
  while (read.text.size() <= most) {
    const ssize_t size = ::read(file.number(), part.data(), part.size());
    if (size == 0) {
      return read;
    }
    if (size < 0 && errno != EINTR) {
      return not_opened(errno);
    }
    if (size > 0) {
      read.text.append(part.data(), static_cast<std::size_t>(size));
    }
  }
  return "is longer than " + std::to_string(most >> 10U) + " KB, as no such file is; name another";
}

std::string write_small_file(const std::string& path, std::string_view text, mode_t mode) {
  const std::string fresh = path + ".new";
  ::unlink(fresh.c_str());  // of a run that was cut short
  const Descriptor file(
      ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (file.number() < 0) {
    return "cannot be made" + because(errno) + "; choose another place with --directory";
  }
  if (!write_all(file.number(), text) || ::fsync(file.number()) != 0 ||
      std::rename(fresh.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(fresh.c_str());
    return "cannot be written" + because(error) + "; choose another place with --directory";
  }
  return {};
}

}  // namespace server
