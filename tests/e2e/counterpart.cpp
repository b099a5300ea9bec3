#include "tests/e2e/counterpart.h"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace e2e {
namespace {

const std::filesystem::path kRoot = COUNTERPARTS_FOLDER;

}  // namespace

std::string counterpart(const std::string& path) {
  const std::filesystem::path file = kRoot / path;
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error("there is no " + file.string() + "; ./dev test unpacks it");
  }
  return file.string();
}

std::string counterpart_libraries() {
  std::string folders;
  for (const auto& folder : std::filesystem::directory_iterator(kRoot / "usr/lib")) {
    if (folder.is_directory() &&
        folder.path().filename().string().find("linux-gnu") != std::string::npos) {
      folders += folders.empty() ? folder.path().string() : ":" + folder.path().string();
    }
  }
  return "LD_LIBRARY_PATH=" + folders;
}

std::vector<std::string> in_own_mounts(const std::string& setup,
                                       const std::vector<std::string>& command) {
  std::vector<std::string> words = {"unshare"};
  if (::geteuid() != 0) {
    words.insert(words.end(), {"--map-current-user", "--keep-caps"});
  }
  // The shell stays: the kernel forgets to kill a process that changes its user.
  words.insert(words.end(), {"--mount", "--pid", "--fork", "--kill-child", "sh", "-c",
                             setup + " && \"$@\"; exit $?", "sh"});
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

}  // namespace e2e
