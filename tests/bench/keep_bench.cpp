// What sessions that outlive their connection cost while they do not: the same transactions with
// `keep` off and on, by two servers in the same run and in turn. Applications that erase their
// screen first, that write over it, and that write a part of it; and, with the least that a server
// can do for a transaction, a gateway to a host that writes a part. Prints; judges nothing:
// machines are noisy.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/cpu_clock.h"
#include "tests/bench/load_client.h"
#include "tests/bench/net.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/example_program.h"

namespace bench {
namespace {

using std::chrono::milliseconds;

constexpr double kCpuBudget = 1.10;     // with and without, for a transaction
constexpr double kBytesBudget = 4'096;  // more, a session of 24x80
constexpr std::size_t kWindow = 20;     // logons at a time

enum class Keep { No, Yes };

struct Workload {
  const char* name;
  const char* writes;  // of the application at the socket; "": the built-in DEMO
  enum class Way { Own, Gateway } way = Way::Own;
};
constexpr Workload kWorkloads[] = {{"erase/write", ""},
                                   {"over it all", "over"},
                                   {"a part", "part"},
                                   {"host, part", "part", Workload::Way::Gateway}};

std::string server_json(const std::string& application, const std::string& defined, Keep keep) {
  return R"({"name": "BENCH", "title": "BENCH",
    "listeners": [ {"name": "l", "address": "127.0.0.1", "port": @PORT@, "application": ")" +
         application + R"("} ],
    "lus": [ {"names": "T[0001-2000]", "type": "terminal", "logmode": "D4B32782"} ],
    "applications": [ )" +
         defined + R"( ], )" +
         (keep == Keep::Yes ? R"("sessions": {"keep": {"seconds": 300}}, )" : "") +
         R"("application_socket": {"path": "acb.sock"},
    @ADMIN@ })";
}

// A server with the application that its sessions talk to.
class Server {
 public:
  Server(const char* writes, Keep keep)
      : daemon_(*writes == '\0'
                    ? server_json("DEMO", R"({"name": "DEMO", "type": "demo"})", keep)
                    : server_json("ANSWER", R"({"name": "ANSWER", "type": "socket"})", keep)) {
    if (*writes == '\0') {
      return;
    }
    application_.emplace(std::vector<std::string>{
        ANSWERING_BINARY, (daemon_.folder() / "acb.sock").string(), writes});
    if (!e2e::says(*application_, "is open", std::chrono::seconds(10))) {
      throw std::runtime_error("the application does not begin:\n" + application_->errors());
    }
  }
  Server(std::uint16_t host, Keep keep)
      : daemon_(server_json("HOST",
                            R"({"name": "HOST", "type": "host", "host": "127.0.0.1", "port": )" +
                                std::to_string(host) + R"(, "tls": "none"})",
                            keep)) {}

  [[nodiscard]] e2e::Daemon& daemon() { return daemon_; }
  [[nodiscard]] pid_t pid() { return daemon_.process().pid(); }

 private:
  e2e::Daemon daemon_;
  std::optional<e2e::Process> application_;
};

// A server's sessions, and what was measured of it.
struct Side {
  explicit Side(std::unique_ptr<Server> one)
      : server(std::move(one)), load(server->daemon().port()), idle(0) {}
  std::unique_ptr<Server> server;
  LoadClient load;
  std::size_t idle;           // bytes of the process before the sessions
  std::vector<double> rates;  // a second
  std::vector<double> cpu;    // microseconds a transaction
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure(Side& side, std::size_t sessions, milliseconds time) {
  constexpr double kMicro = 1e6;
  const double cpu = cpu_seconds(side.server->pid());
  const auto begin = std::chrono::steady_clock::now();
  const auto done = static_cast<double>(side.load.transact(sessions, time));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  side.rates.push_back(done / seconds.count());
  side.cpu.push_back((cpu_seconds(side.server->pid()) - cpu) * kMicro / done);
}

void begin(Side& side, std::size_t sessions, milliseconds time) {
  const auto more = [&side](std::size_t count, milliseconds how_long) {
    side.load.log_on(count, kWindow, LoadClient::Afterwards::Keep);
    side.load.settle();
    side.load.transact(side.load.connected(), how_long);
    side.load.settle();
  };
  more(sessions / 10, milliseconds(0));  // warm: arenas, tables, code
  side.idle = e2e::anonymous_bytes(side.server->pid());
  more(sessions, time);
}

void compare(const Workload& workload, std::size_t sessions, milliseconds time, int rounds) {
  std::optional<Server> host;
  if (workload.way == Workload::Way::Gateway) {
    host.emplace(workload.writes, Keep::No);
  }
  const auto server = [&](Keep keep) {
    return host ? std::make_unique<Server>(host->daemon().port(), keep)
                : std::make_unique<Server>(workload.writes, keep);
  };
  Side without(server(Keep::No));
  Side with(server(Keep::Yes));
  begin(without, sessions, time);
  begin(with, sessions, time);
  std::vector<double> cpu;
  std::vector<double> rates;
  for (int round = 0; round < rounds; ++round) {
    // Neither is always the first.
    for (Side* side : {round % 2 == 0 ? &without : &with, round % 2 == 0 ? &with : &without}) {
      measure(*side, side->load.connected(), time);
    }
    cpu.push_back(with.cpu.back() / without.cpu.back());
    rates.push_back(with.rates.back() / without.rates.back());
  }
  const auto grown = [sessions](Side& side) {
    return (static_cast<double>(e2e::anonymous_bytes(side.server->pid())) -
            static_cast<double>(side.idle)) /
           static_cast<double>(sessions);
  };
  std::printf("%-12s %9zu %10.0f %10.0f %7.3f %8.2f %8.2f %7.3f %7.2f %9.0f %7.0f\n", workload.name,
              without.load.connected(), median(without.rates), median(with.rates), median(rates),
              median(without.cpu), median(with.cpu), median(cpu), kCpuBudget,
              grown(with) - grown(without), kBytesBudget);
}

void run(bool small, const std::string& only) {
  const int rounds = small ? 1 : 11;
  std::printf(
      "\nsessions that are kept (24x80): transactions a second and CPU of the server, medians of "
      "%d rounds in turn;\nmemory after them (RssAnon)\n",
      rounds);
  std::printf("%-12s %9s %10s %10s %7s %8s %8s %7s %7s %9s %7s\n", "", "sessions", "off, 1/s",
              "on, 1/s", "ratio", "off, us", "on, us", "ratio", "budget", "bytes/one", "budget");
  for (const Workload& workload : kWorkloads) {
    if (std::string_view(workload.name).find(only) != std::string_view::npos) {
      compare(workload, small ? 20 : 500, milliseconds(small ? 100 : 1'000), rounds);
    }
  }
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing. Another word chooses the
  // workloads whose names have it.
  const std::string word = argc > 1 ? argv[1] : "";
  const bool small = word == "small";
  try {
    bench::raise_descriptor_limit();
    bench::run(small, small ? "" : word);
  } catch (const std::exception& error) {
    std::cerr << "keep_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
