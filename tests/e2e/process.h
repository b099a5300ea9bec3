#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace e2e {

using Milliseconds = std::chrono::milliseconds;

// A child process with pipes to its standard input and outputs. Ended by process id when it goes
// out of scope: SIGTERM, and SIGKILL after a second.
class Process {
 public:
  enum class ErrorOutput { Separate, WithOutput };
  // It finds `passed` as sd_listen_fds(3) says: from descriptor 3 on, with LISTEN_PID and
  // LISTEN_FDS in its environment, in which `environment` ("NAME=value") has the last word.
  explicit Process(const std::vector<std::string>& command,
                   ErrorOutput errors = ErrorOutput::Separate,
                   const std::vector<std::string>& environment = {},
                   const std::vector<int>& passed = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void write(const std::string& text);
  void close_input();
  // One line of standard output without its end; nullopt: none within `wait`, or the end of the
  // output.
  [[nodiscard]] std::optional<std::string> read_line(Milliseconds wait);
  // What standard error has said so far.
  [[nodiscard]] std::string errors();
  // Reads both outputs until the process ends; nullopt if it has not ended within `wait`.
  [[nodiscard]] std::optional<int> finish(Milliseconds wait);
  [[nodiscard]] const std::string& output() const {
    return output_;
  }  // unread lines, and all after finish()
  void signal(int number) const;
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] bool running();

 private:
  // False: nothing came within `wait`.
  bool gather(Milliseconds wait);
  void reap(int options);

  pid_t pid_ = -1;
  int input_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::string output_;
  std::string error_output_;
  std::optional<int> status_;
};

struct Finished {
  int status = -1;  // 128 + signal if it was ended by one
  std::string output;
  std::string errors;
};
// Runs a command to its end; fails the test if it does not end within `wait`.
[[nodiscard]] Finished run(const std::vector<std::string>& command, const std::string& input = "",
                           Milliseconds wait = std::chrono::seconds(20));

// Private memory of a process that no file backs: heap, stacks, everything of its own.
[[nodiscard]] std::size_t anonymous_bytes(pid_t process);

// A folder that is removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace e2e
