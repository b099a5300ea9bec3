#include <fcntl.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "tn3270/server/admin/tokens.h"

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
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

TokenFile failed(const std::filesystem::path& path, const std::string& what) {
  TokenFile file;
  file.path = path;
  file.error = "the token file " + path.string() + " " + what;
  return file;
}

// 32 random bytes in 43 characters that need no quoting anywhere (RFC 4648 5).
std::string random_token() {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<std::uint8_t, 43> bytes{};
  VERIFY(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "random bytes");
  std::string token;
  for (const auto byte : bytes) {
    token.push_back(kAlphabet[byte % kAlphabet.size()]);  // 256 is a multiple of 64: no bias
  }
  return token;
}

// Makes the missing directories on the way to `path`, for the owner alone. 0 or an errno.
int make_parents(const std::filesystem::path& path) {
  std::filesystem::path made;
  for (const auto& part : path.parent_path()) {
    made /= part;
    if (::mkdir(made.c_str(), S_IRWXU) != 0 && errno != EEXIST && errno != EISDIR &&
        ::access(made.c_str(), F_OK) != 0) {
      return errno;
    }
  }
  return 0;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
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

TokenFile create(const std::filesystem::path& path) {
  if (const int error = make_parents(path); error != 0) {
    return failed(path, "is missing and its directory cannot be made: " + reason(error) +
                            "; make it, or set admin.token_file");
  }
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                               S_IRUSR | S_IWUSR));
  if (!file.is_open()) {
    return failed(path, "is missing and cannot be made: " + reason(errno) +
                            "; make it with one token a line, or set admin.token_file");
  }
  const auto token = random_token();
  if (!write_all(file.number(), token + "\n")) {
    const int error = errno;
    ::unlink(path.c_str());
    return failed(path, "cannot be written: " + reason(error));
  }
  TokenFile made;
  made.tokens = Tokens::parse(token);
  made.path = path;
  made.created = true;
  return made;
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

TokenFile read(int descriptor, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    return failed(path, "cannot be read: " + reason(errno));
  }
  if (const auto fault = mode_fault(status, path); !fault.empty()) {
    return failed(path, fault);
  }
  const auto text = read_all(descriptor);
  if (!text) {
    return failed(path, "cannot be read: " + reason(errno));
  }
  TokenFile file;
  file.path = path;
  file.tokens = Tokens::parse(*text);
  if (file.tokens.empty()) {
    return failed(path,
                  "holds no token; write one on a line, or delete it and one is made at the start");
  }
  return file;
}

}  // namespace

TokenFile open_token_file(const std::filesystem::path& path) {
  // O_NONBLOCK: a FIFO must not hold the start.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.is_open()) {
    return read(file.number(), path);
  }
  if (errno == ENOENT) {
    return create(path);
  }
  return failed(path, "cannot be read: " + reason(errno) +
                          "; let the server's user read it, or set admin.token_file");
}

}  // namespace server
