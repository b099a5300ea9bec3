// Transactions of an application at the application socket, in C++ and in Python, beside the
// built-in DEMO: how many a second, what they cost each process, and the server's memory for a
// session. Prints; judges nothing: machines are noisy.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "tests/bench/load_client.h"
#include "tests/bench/net.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/example_program.h"

namespace bench {
namespace {

using std::chrono::milliseconds;

constexpr double kRateBudget = 40'000;
constexpr double kHeapBudgetBytes = 2560;
constexpr std::size_t kWindow = 100;

std::string configuration(const std::string& application) {
  return R"({"name": "BENCH", "title": "BENCH",
    "listeners": [ {"name": "l", "address": "127.0.0.1", "port": @PORT@, "application": ")" +
         application + R"("} ],
    "lus": [ {"names": "T[00001-20000]", "type": "terminal", "logmode": "D4B32782"} ],
    "applications": [ {"name": "DEMO", "type": "demo"}, {"name": "ANSWER", "type": "socket"} ],
    "application_socket": {"path": "acb.sock"},
    @ADMIN@ })";
}

// Microseconds of processor time that a process has used, from its 14th and 15th words of stat.
double used_by(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(file, text);
  std::istringstream words(text.substr(text.rfind(')') + 2));  // from the 3rd word on
  std::string skipped;
  for (int word = 3; word < 14; ++word) {
    words >> skipped;
  }
  double user = 0;
  double system = 0;
  words >> user >> system;
  return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

struct Contender {
  const char* name;
  const char* application;
  std::vector<std::string> command;  // empty: it is built in
};

struct Running {
  explicit Running(const Contender& contender) : daemon(configuration(contender.application)) {
    if (!contender.command.empty()) {
      std::vector<std::string> command = contender.command;
      command.push_back((daemon.folder() / "acb.sock").string());
      application = std::make_unique<e2e::Process>(
          command, e2e::Process::ErrorOutput::Separate,
          std::vector<std::string>{"PYTHONPATH=" EXAMPLES_FOLDER "/python",
                                   "PYTHONDONTWRITEBYTECODE=1"});
      if (!e2e::says(*application, "is open", std::chrono::seconds(10))) {
        throw std::runtime_error(std::string(contender.name) + ": " + application->errors());
      }
    }
  }
  e2e::Daemon daemon;
  std::unique_ptr<e2e::Process> application{};
};

void measure(const Contender& contender, const std::vector<std::size_t>& counts,
             milliseconds time) {
  Running running(contender);
  LoadClient load(running.daemon.port());
  load.log_on(1, 1, LoadClient::Afterwards::Keep);
  static_cast<void>(load.transact(1, time / 10));  // warm
  for (const std::size_t count : counts) {
    load.log_on(count - load.connected(), kWindow, LoadClient::Afterwards::Keep);
    const pid_t server = running.daemon.process().pid();
    const pid_t application = running.application ? running.application->pid() : 0;
    const double server_before = used_by(server);
    const double application_before = application != 0 ? used_by(application) : 0;
    const auto begin = std::chrono::steady_clock::now();
    const auto done = static_cast<double>(load.transact(count, time));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::printf("%-10s %9zu %14.0f %14.1f %14.1f\n", contender.name, count, done / seconds.count(),
                (used_by(server) - server_before) / done,
                application != 0 ? (used_by(application) - application_before) / done : 0.0);
  }
}

void memory(const Contender& contender, std::size_t count) {
  Running running(contender);
  LoadClient load(running.daemon.port());
  load.log_on(100, kWindow, LoadClient::Afterwards::Keep);  // warm: arenas, tables, code
  const pid_t server = running.daemon.process().pid();
  const std::size_t before = e2e::anonymous_bytes(server);
  load.log_on(count, kWindow, LoadClient::Afterwards::Keep);
  const double each =
      static_cast<double>(e2e::anonymous_bytes(server) - before) / static_cast<double>(count);
  std::printf("%-10s %9zu %14.0f %14.0f %13.0f%%\n", contender.name, count, each, kHeapBudgetBytes,
              100 * each / kHeapBudgetBytes);
}

void run(bool small) {
  const std::vector<Contender> contenders = {
      {"DEMO", "DEMO", {}},
      {"C++", "ANSWER", {ANSWERING_BINARY}},
      {"Python", "ANSWER", {"python3", ANSWERING_SCRIPT}},
  };
  const std::vector<std::size_t> counts =
      small ? std::vector<std::size_t>{1, 20} : std::vector<std::size_t>{1, 100, 1'000};
  const milliseconds time(small ? 100 : 3'000);
  std::printf(
      "\ntransactions: Enter, a screen of some 1,000 bytes; %.0f a second is the budget of C++\n",
      kRateBudget);
  std::printf("%-10s %9s %14s %14s %14s\n", "", "sessions", "a second", "server us",
              "application us");
  for (const Contender& contender : contenders) {
    measure(contender, counts, time);
  }
  std::printf("\nthe server's memory of idle sessions with an application (RssAnon)\n");
  std::printf("%-10s %9s %14s %14s %14s\n", "", "sessions", "bytes/session", "budget", "of it");
  for (const Contender& contender : contenders) {
    memory(contender, small ? 100 : 5'000);
  }
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing.
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  try {
    bench::raise_descriptor_limit();
    bench::run(small);
  } catch (const std::exception& error) {
    std::cerr << "application_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
