#include "tests/e2e/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error("pipe2");
    }
    read_end = ends[0];
    write_end = ends[1];
  }
};

void close_end(int& end) {
  if (end >= 0) {
    ::close(end);
    end = -1;
  }
}

int exit_code(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// False at the end of the pipe.
bool read_some(int& end, std::string& into) {
  std::array<char, 4096> buffer{};
  const ssize_t size = ::read(end, buffer.data(), buffer.size());
  if (size > 0) {
    into.append(buffer.data(), static_cast<std::size_t>(size));
    return true;
  }
  close_end(end);
  return false;
}

// In the child: as systemd does before it runs a service.
void pass_on(const std::vector<int>& sockets) {
  if (sockets.empty()) {
    return;
  }
  constexpr int kFirst = 3;
  const int count = static_cast<int>(sockets.size());
  std::vector<int> aside;  // none of them lies where another one goes
  for (const int socket : sockets) {
    aside.push_back(::fcntl(socket, F_DUPFD_CLOEXEC, kFirst + count));
  }
  for (int index = 0; index < count; ++index) {
    ::dup2(aside[static_cast<std::size_t>(index)], kFirst + index);
  }
  ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
  ::setenv("LISTEN_FDS", std::to_string(count).c_str(), 1);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, ErrorOutput errors,
                 const std::vector<std::string>& environment, const std::vector<int>& passed) {
  Pipe input;
  Pipe output;
  Pipe error;
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(input.read_end, STDIN_FILENO);
    ::dup2(output.write_end, STDOUT_FILENO);
    ::dup2(errors == ErrorOutput::WithOutput ? output.write_end : error.write_end, STDERR_FILENO);
    pass_on(passed);
    for (const std::string& setting : environment) {
      const std::size_t equals = setting.find('=');
      ::setenv(setting.substr(0, equals).c_str(), setting.substr(equals + 1).c_str(), 1);
    }
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) {
      arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    const std::string message = "cannot run " + command.front() + "\n";
    static_cast<void>(::write(STDERR_FILENO, message.data(), message.size()));
    std::_Exit(127);
  }
  ::close(input.read_end);
  ::close(output.write_end);
  ::close(error.write_end);
  input_ = input.write_end;
  out_ = output.read_end;
  err_ = error.read_end;
}

Process::~Process() {
  close_end(input_);
  if (running()) {
    signal(SIGTERM);
    const Clock::time_point patience = Clock::now() + std::chrono::seconds(6);
    while (running() && Clock::now() < patience) {
      gather(Milliseconds(20));
    }
    if (running()) {
      signal(SIGKILL);
      reap(0);
    }
  }
  close_end(out_);
  close_end(err_);
}

void Process::write(const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t size = ::write(input_, text.data() + done, text.size() - done);
    if (size <= 0) {
      throw std::runtime_error("the process does not take input any more");
    }
    done += static_cast<std::size_t>(size);
  }
}

void Process::close_input() {
  close_end(input_);
}

bool Process::gather(Milliseconds wait) {
  std::array<pollfd, 2> ends{pollfd{out_, POLLIN, 0}, pollfd{err_, POLLIN, 0}};
  if (out_ < 0 && err_ < 0) {
    std::this_thread::sleep_for(std::min(wait, Milliseconds(5)));
    return false;
  }
  if (::poll(ends.data(), ends.size(), static_cast<int>(wait.count())) <= 0) {
    return false;
  }
  bool any = false;
  if (out_ >= 0 && ends[0].revents != 0) {
    any = read_some(out_, output_) || any;
  }
  if (err_ >= 0 && ends[1].revents != 0) {
    any = read_some(err_, error_output_) || any;
  }
  return any;
}

std::optional<std::string> Process::read_line(Milliseconds wait) {
  const Clock::time_point patience = Clock::now() + wait;
  for (;;) {
    if (const std::size_t end = output_.find('\n'); end != std::string::npos) {
      std::string line = output_.substr(0, end);
      output_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<Milliseconds>(patience - Clock::now());
    if (left.count() <= 0 || out_ < 0) {
      return std::nullopt;
    }
    gather(left);
  }
}

std::string Process::errors() {
  while (gather(Milliseconds(0))) {
  }
  return error_output_;
}

std::optional<int> Process::finish(Milliseconds wait) {
  const Clock::time_point patience = Clock::now() + wait;
  while (running() && Clock::now() < patience) {
    gather(Milliseconds(20));
  }
  if (running()) {
    return std::nullopt;
  }
  while (gather(Milliseconds(0))) {
  }
  return status_;
}

void Process::signal(int number) const {
  ::kill(pid_, number);
}

bool Process::running() {
  reap(WNOHANG);
  return !status_;
}

void Process::reap(int options) {
  int status = 0;
  if (!status_ && ::waitpid(pid_, &status, options) == pid_) {
    status_ = exit_code(status);
  }
}

Finished run(const std::vector<std::string>& command, const std::string& input, Milliseconds wait) {
  Process process(command);
  if (!input.empty()) {
    process.write(input);
  }
  process.close_input();
  const std::optional<int> status = process.finish(wait);
  EXPECT_TRUE(status.has_value()) << command.front() << " has not ended in time";
  return {status.value_or(-1), process.output(), process.errors()};
}

std::size_t anonymous_bytes(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("RssAnon:", 0) == 0) {
      return std::stoull(line.substr(8)) * 1024;
    }
  }
  return 0;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "tn3270d-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("mkdtemp");
  }
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::write(const std::string& name,
                                             const std::string& text) const {
  const std::filesystem::path file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

}  // namespace e2e
