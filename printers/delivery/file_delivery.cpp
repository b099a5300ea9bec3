#include "printers/delivery/file_delivery.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <string>

#include "printers/delivery/name_pattern.h"
#include "printers/delivery/waiting.h"
#include "printers/descriptor.h"

namespace printers {
namespace {

using What = DeliveryResult::What;

// Between two, Stop is asked for.
constexpr std::size_t kChunk = 256U << 10U;
// A directory that has so many files of one name has a pattern that can't be meant.
constexpr unsigned kMostOfOneName = 10'000;
// What umask leaves of it.
constexpr mode_t kMode = 0666;

// The directory of one LU.
class Folder {
 public:
  explicit Folder(const std::string& path)
      : path_(path), folder_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {}
  [[nodiscard]] bool open() const { return folder_.open(); }
  [[nodiscard]] int number() const { return folder_.number(); }
  [[nodiscard]] std::string fault(const std::string& what, int error) const {
    return what + " in " + path_ + ": " + words_for_error(error);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  Descriptor folder_;
};

// A file that goes away unless it was given its name.
class TemporaryFile {
 public:
  // The same name for each try of a job: what a try has left behind by a crash is used again.
  TemporaryFile(const Folder& folder, const std::string& name)
      : folder_(folder),
        name_(name),
        file_(::openat(folder.number(), name.c_str(),
                       O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, kMode)) {}
  ~TemporaryFile() {
    if (file_.open()) {
      ::unlinkat(folder_.number(), name_.c_str(), 0);
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] int number() const { return file_.number(); }

  // 0, EEXIST, or what else is wrong.
  [[nodiscard]] int rename_to(const std::string& name) {
    if (::renameat2(folder_.number(), name_.c_str(), folder_.number(), name.c_str(),
                    RENAME_NOREPLACE) != 0) {
      // File systems without that flag (NFS) have links.
      if (errno != EINVAL) {
        return errno;
      }
      if (::linkat(folder_.number(), name_.c_str(), folder_.number(), name.c_str(), 0) != 0) {
        return errno;
      }
      ::unlinkat(folder_.number(), name_.c_str(), 0);
    }
    file_.close();
    return 0;
  }

 private:
  const Folder& folder_;
  std::string name_;
  Descriptor file_;
};

DeliveryResult retry(const std::string& why, std::uint64_t sent) {
  return {What::Retry, why, {}, sent};
}

// One piece, copied whole: the number of its bytes, or minus errno.
ssize_t copy_some(int from, std::uint64_t at, int to) {
  std::array<char, kChunk> buffer;  // NOLINT: 256 KB need not be zeroed for each piece
  const ssize_t size = ::pread(from, buffer.data(), buffer.size(), static_cast<off_t>(at));
  if (size <= 0) {
    return size == 0 ? -EIO : -errno;
  }
  ssize_t written = 0;
  while (written < size) {
    const ssize_t some =
        ::write(to, buffer.data() + written, static_cast<std::size_t>(size - written));
    if (some < 0 && errno != EINTR) {
      return -errno;
    }
    written += some > 0 ? some : 0;
  }
  return written;
}

// Gives the file its name, or the next that is free. The name, or empty: `error` says why not.
std::string publish(TemporaryFile& file, const std::string& wanted, int& error) {
  for (unsigned number = 1; number <= kMostOfOneName; ++number) {
    std::string name = number == 1 ? wanted : numbered(wanted, number);
    error = file.rename_to(name);
    if (error == 0) {
      return name;
    }
    if (error != EEXIST) {
      break;
    }
  }
  return {};
}

}  // namespace

DeliveryResult deliver_file(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                            Progress& progress) {
  const config::DeliverySettings& settings = *lu.delivery;
  const Folder folder(settings.directory);
  if (!folder.open()) {
    return retry(folder.fault("cannot write", errno), 0);
  }
  const std::string marks =
      std::string(parcel.facts.printer.view()) + ".job-" + std::to_string(parcel.job);
  TemporaryFile file(folder, "." + marks + ".part");
  if (file.number() < 0) {
    return retry(folder.fault("cannot make a file", errno), 0);
  }
  std::uint64_t sent = 0;
  while (sent < parcel.size) {
    if (stop.wanted()) {
      return {What::Stopped, "stopped while the file was written", {}, sent};
    }
    const ssize_t size = copy_some(parcel.descriptor, sent, file.number());
    if (size < 0) {
      return retry(folder.fault("cannot write all of it", static_cast<int>(-size)), sent);
    }
    sent += static_cast<std::uint64_t>(size);
    progress.sent = sent;
  }
  if (::fsync(file.number()) != 0) {
    return retry(folder.fault("cannot write all of it", errno), sent);
  }
  int error = 0;
  const std::string wanted = safe_file_name(expand(settings.file_name, parcel));
  const std::string name = publish(file, wanted, error);
  if (name.empty()) {
    return retry(folder.fault("cannot make " + wanted, error), sent);
  }
  ::fsync(folder.number());
  return {What::Printed, {}, folder.path() + "/" + name, sent};
}

ProbeResult probe_file(const config::LuSettings& lu) {
  using Probed = ProbeResult::What;
  const std::string& path = lu.delivery->directory;
  const Folder folder(path);
  if (!folder.open() || ::faccessat(folder.number(), ".", W_OK | X_OK, AT_EACCESS) != 0) {
    return {Probed::Rejected, path + ": " + words_for_error(errno)};
  }
  return {Probed::Ready, path + " can be written to"};
}

}  // namespace printers
