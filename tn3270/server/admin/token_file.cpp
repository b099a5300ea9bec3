#include <fcntl.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "config/verify.h"
#include "tn3270/server/admin/file_descriptor.h"
#include "tn3270/server/admin/private_file.h"
#include "tn3270/server/admin/tokens.h"

namespace server {
namespace {

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
  const FileDescriptor file(::open(
      path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
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

}  // namespace

TokenFile open_token_file(const std::filesystem::path& path) {
  const PrivateText read = read_private_file(path);
  if (read.missing) {
    return create(path);
  }
  if (!read.fault.empty()) {
    const bool unreadable = read.fault.starts_with("cannot be read");
    return failed(path, read.fault + (unreadable ? "; let the server's user read it, or set "
                                                   "admin.token_file"
                                                 : ""));
  }
  TokenFile file;
  file.path = path;
  file.tokens = Tokens::parse(read.text);
  if (file.tokens.empty()) {
    return failed(path,
                  "holds no token; write one on a line, or delete it and one is made at the start");
  }
  return file;
}

}  // namespace server
