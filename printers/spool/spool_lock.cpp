#include "printers/spool/spool_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace printers {
namespace {

namespace fs = std::filesystem;

SpoolFault no_lock_file(const std::string& spool, int error) {
  const std::string folder = fs::absolute(spool).parent_path().string();
  std::error_code ignored;
  if (error == ENOENT || error == ENOTDIR) {
    return {"the spool " + spool + " can't be made: " + folder +
            (fs::exists(folder, ignored) ? " is not a folder" : " does not exist") +
            "; make that folder, or change 'path' of 'spool'"};
  }
  const std::string reason = std::generic_category().message(error);
  if (error == EACCES || error == EPERM || error == EROFS) {
    return {"the spool " + spool + " can't be used: " + folder + " can't be written (" + reason +
            "); let the server's user write there, or change 'path' of 'spool'"};
  }
  return {"the spool " + spool + " can't be used: " + spool + "-lock can't be opened (" + reason +
          "); see to that, or change 'path' of 'spool'"};
}

std::string holder_in(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
  std::string holder;
  for (ssize_t i = 0; i < got; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c < '0' || c > '9') {
      break;
    }
    holder += c;
  }
  return holder;
}

void write_holder(int descriptor) {
  const std::string holder = std::to_string(::getpid()) + "\n";
  // Only for a message: on a full disk the lock is as good without.
  if (::ftruncate(descriptor, 0) != 0 ||
      ::pwrite(descriptor, holder.data(), holder.size(), 0) < 0) {
    return;
  }
}

}  // namespace

std::variant<SpoolLock, SpoolFault> SpoolLock::take(const std::string& spool) {
  const std::string name = spool + "-lock";
  Descriptor file(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file.open()) {
    return no_lock_file(spool, errno);
  }
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = holder_in(file.number());
    return SpoolFault{"the spool " + spool + " is in use by another server" +
                      (holder.empty() ? "" : " (process " + holder + ")") +
                      "; end that one, or give this one a 'path' of 'spool' of its own"};
  }
  write_holder(file.number());
  return SpoolLock(std::move(file));
}

}  // namespace printers
