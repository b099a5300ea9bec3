#include "printers/delivery/child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>

namespace printers {
namespace {

// From SIGTERM to SIGKILL: a filter removes its temporary file.
constexpr int kLastMoment = 30;  // milliseconds

// Ours does not block, theirs does.
struct Pipe {
  Descriptor read;
  Descriptor write;
  Pipe() {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
      read = Descriptor(ends[0]);
      write = Descriptor(ends[1]);
    }
  }
  [[nodiscard]] bool open() const { return read.open(); }
};

void never_block(const Descriptor& end) {
  ::fcntl(end.number(), F_SETFL, O_NONBLOCK);
}

// Our environment, but of the names that are ours only `more`.
std::vector<std::string> settings_of(const Environment& more) {
  std::vector<std::string> settings;
  for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
    const std::string_view setting = *at;
    if (!setting.starts_with("TN3270D_")) {
      settings.emplace_back(setting);
    }
  }
  std::transform(more.begin(), more.end(), std::back_inserter(settings),
                 [](const auto& one) { return one.first + "=" + one.second; });
  return settings;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  std::transform(words.begin(), words.end(), std::back_inserter(pointers),
                 [](std::string& word) { return word.data(); });
  pointers.push_back(nullptr);
  return pointers;
}

// What posix_spawn() wants to know, for as long as it is needed.
class SpawnPlan {
 public:
  SpawnPlan(int input, int output, int errors) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t signals{};
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    ::sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&attributes_, &signals);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  [[nodiscard]] int run(pid_t& pid, std::vector<std::string> words,
                        std::vector<std::string> settings) const {
    const std::vector<char*> arguments = pointers_to(words);
    const std::vector<char*> environment = pointers_to(settings);
    return ::posix_spawn(&pid, arguments.front(), &actions_, &attributes_, arguments.data(),
                         environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

Child::Child(const std::vector<std::string>& words, const Environment& more) {
  Pipe input;
  Pipe output;
  Pipe errors;
  if (words.empty() || !input.open() || !output.open() || !errors.open()) {
    error_ = words.empty() ? ENOENT : errno;
    return;
  }
  const SpawnPlan plan(input.read.number(), output.write.number(), errors.write.number());
  error_ = plan.run(pid_, words, settings_of(more));
  if (error_ != 0) {
    return;
  }
  input_ = std::move(input.write);
  output_ = std::move(output.read);
  errors_ = std::move(errors.read);
  never_block(input_);
  never_block(output_);
  never_block(errors_);
  // The header of glibc 2.36 declares no C function.
  ended_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  if (!ended_.open()) {
    error_ = errno;
    kill();
  }
}

Child::~Child() {
  kill();
}

std::optional<int> Child::status() {
  int status = 0;
  if (pid_ > 0 && !status_ && ::waitpid(pid_, &status, WNOHANG) == pid_) {
    status_ = status;
  }
  return status_;
}

void Child::kill() {
  if (pid_ <= 0 || status().has_value()) {
    return;
  }
  ::kill(-pid_, SIGTERM);
  pollfd one{ended_.number(), POLLIN, 0};
  ::poll(&one, 1, kLastMoment);
  // The group has its number until the process is waited for.
  ::kill(-pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  status_ = status;
}

}  // namespace printers
