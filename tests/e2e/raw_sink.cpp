#include "tests/e2e/raw_sink.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/e2e/loopback.h"

namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;

// Its lock's folder is usually made by its package's start script.
constexpr auto kLockFolder = "mount -t tmpfs none /var/lock && mkdir /var/lock/p910nd";

// Runs with the connection as its standard input and output, as an inetd's child does.
pid_t start(std::vector<std::string> words, int connection, const std::string& libraries) {
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  std::string name = libraries.substr(0, libraries.find('='));
  std::string value = libraries.substr(name.size() + 1);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(connection, STDIN_FILENO);
    ::dup2(connection, STDOUT_FILENO);
    ::setenv(name.c_str(), value.c_str(), 1);
    ::execvp(arguments.front(), arguments.data());
    std::_Exit(127);
  }
  return child;
}

}  // namespace

RawSink::RawSink(std::uint16_t port) : port_(port), listener_(listen_on(port_)) {
  static_cast<void>(counterpart("usr/sbin/p910nd"));
  thread_ = std::thread([this] { serve(); });
}

RawSink::~RawSink() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void RawSink::serve() {
  while (!stopping_) {
    if (!wait_readable(listener_, Milliseconds(20))) {
      continue;
    }
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const std::string file = (folder_.path() / std::to_string(served_)).string();
    std::ofstream(file).close();
    const pid_t child =
        start(in_own_mounts(kLockFolder, {counterpart("usr/sbin/p910nd"), "-f", file}), connection,
              counterpart_libraries());
    ::close(connection);
    while (::waitpid(child, nullptr, WNOHANG) == 0) {
      if (stopping_) {
        ::kill(child, SIGKILL);
      }
      std::this_thread::sleep_for(Milliseconds(2));
    }
    ++served_;
  }
}

std::vector<std::string> RawSink::jobs(std::size_t count, Milliseconds wait) const {
  const Clock::time_point patience = Clock::now() + wait;
  while (served_ < count && Clock::now() < patience) {
    std::this_thread::sleep_for(Milliseconds(10));
  }
  std::vector<std::string> jobs;
  for (std::size_t at = 0; at < served_ && at < count; ++at) {
    std::ifstream in(folder_.path() / std::to_string(at), std::ios::binary);
    jobs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return jobs;
}

}  // namespace e2e
