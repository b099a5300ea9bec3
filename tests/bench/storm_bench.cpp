// A reconnect storm: the connections of 2,000 TLS clients break at once, and all connect again at
// once, while 500 others type. How soon all are back on a screen, beside its budget, and what those
// who type notice; beside them a bare TLS server's in the same run. Prints; judges nothing:
// machines are noisy.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <future>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/bare_tls_server.h"
#include "tests/bench/cpu_clock.h"
#include "tests/bench/net.h"
#include "tests/bench/storm_clients.h"
#include "tests/bench/tls_load_client.h"
#include "tests/bench/typists.h"
#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"

namespace bench {
namespace {

constexpr double kBackBudgetSeconds = 3;  // DESIGN 7: PCOMM gives up then (APAR IT17700)

struct Size {
  std::size_t typists;
  std::size_t clients;
  std::chrono::milliseconds quiet;  // typing before the storm
};

std::string configuration() {
  return R"({"name": "BENCH", "title": "BENCH",
    "listeners": [ {"name": "l", "address": "127.0.0.1", "port": @PORT@, "application": "DEMO"} ],
    "lus": [ {"names": "T[00001-05000]", "type": "terminal"} ],
    "applications": [ {"name": "DEMO", "type": "demo"} ],
    @ADMIN@ })";
}

double milliseconds(Clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

// Milliseconds of those who typed.
struct Times {
  std::vector<double> answers{};  // from the key to the screen
  std::vector<double> late{};     // the key itself, later than it was due: our own doubles' share
};

// Of all keys that were not answered before `from` and pressed before `until`.
Times times_of(const std::vector<Typed>& typed, Clock::time_point from, Clock::time_point until) {
  Times times;
  for (const Typed& one : typed) {
    if (one.answered > from && one.pressed < until) {
      times.answers.push_back(milliseconds(one.answered - one.pressed));
      times.late.push_back(milliseconds(one.pressed - one.due));
    }
  }
  std::sort(times.answers.begin(), times.answers.end());
  std::sort(times.late.begin(), times.late.end());
  return times;
}

double part(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) {
    return 0;
  }
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

// One kind of storm, and what came of it.
struct Row {
  const char* handshake;
  StormClients::Handshake kind;
  Clock::time_point quiet{};
  Storm storm{};
  double server_cpu = 0;  // seconds
};

void heading(const Size& size) {
  std::printf(
      "\na storm: the connections of %zu TLS 1.3 clients break and all connect again at once, "
      "while "
      "%zu others type, each 0.5\nto 1 s after its screen. Seconds until half and all are back on "
      "a "
      "screen (-1: never); how many needed a second\ntry, since they give up after 3 s; handshakes "
      "a second, and the server's CPU for each client back, us. Then the answers\nto those who "
      "type, "
      "ms, before and in the storm, the ratio of both p99, and how late our own typists were "
      "(p99).\n"
      "Server, clients and typists share this machine. bare: OpenSSL straight on the sockets, one "
      "thread, in the order of arrival\n",
      size.clients, size.typists);
  std::printf("%-7s %-7s %6s %6s %6s %6s %6s %6s |%6s %6s %6s |%6s %6s %6s %6s %6s\n", "", "",
              "half", "all", "budget", "again", "hs/s", "CPU us", "p50", "p99", "max", "p50", "p99",
              "max", "ratio", "late");
}

void print(const char* server, const Row& row, std::size_t clients, const Times& before,
           const Times& during) {
  const auto back = [&](std::size_t number) {
    return row.storm.back.size() < number ? -1.0 : row.storm.back[number - 1];
  };
  std::printf(
      "%-7s %-7s %6.2f %6.2f %6.0f %6zu %6.0f %6.0f |%6.1f %6.1f %6.1f |%6.1f %6.1f %6.1f %6.1f "
      "%6.1f\n",
      server, row.handshake, back(clients / 2), back(clients), kBackBudgetSeconds, row.storm.again,
      row.storm.handshakes_a_second,
      row.server_cpu * 1e6 / static_cast<double>(row.storm.back.size()), part(before.answers, 0.5),
      part(before.answers, 0.99), part(before.answers, 1), part(during.answers, 0.5),
      part(during.answers, 0.99), part(during.answers, 1),
      part(during.answers, 0.99) / part(before.answers, 0.99), part(during.late, 0.99));
}

void storms(const char* server, std::uint16_t port, pid_t process, const Size& size) {
  const SslContext context = client_context(TLS1_3_VERSION);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
  Typists typists(port, context.get(), size.typists);
  StormClients clients(port, context.get(), size.clients);
  std::future<void> typing = std::async(std::launch::async, [&] { typists.type(); });
  std::vector<Row> rows{{"full", StormClients::Handshake::Full},
                        {"resumed", StormClients::Handshake::Resumed}};
  try {
    for (Row& row : rows) {
      row.quiet = Clock::now();
      std::this_thread::sleep_for(size.quiet);
      const double cpu = cpu_seconds(process);
      row.storm = clients.storm(row.kind);
      row.server_cpu = cpu_seconds(process) - cpu;
    }
  } catch (...) {
    typists.stop();
    throw;
  }
  typists.stop();
  typing.get();
  for (const Row& row : rows) {
    print(server, row, size.clients, times_of(typists.typed(), row.quiet, row.storm.began),
          times_of(typists.typed(), row.storm.began, row.storm.ended));
  }
}

void run(const Size& size) {
  const e2e::Certificates certificates;
  Transcript transcript;
  heading(size);
  {
    e2e::Daemon daemon(certificates.on(configuration(), "immediate"));
    const SslContext context = client_context(TLS1_3_VERSION);
    TlsLoadClient recorder(daemon.port(), context.get());
    recorder.log_on(1, 1, TlsLoadClient::Afterwards::Close);
    transcript = recorder.transcript();
    storms("tn3270d", daemon.port(), daemon.process().pid(), size);
  }
  const BareTlsServer bare(certificates.server(), transcript);
  storms("bare", bare.port(), bare.pid(), size);
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing.
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  try {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
    bench::raise_descriptor_limit();
    bench::run(small ? bench::Size{10, 40, std::chrono::milliseconds(200)}
                     : bench::Size{500, 2'000, std::chrono::milliseconds(1'500)});
  } catch (const std::exception& error) {
    std::cerr << "storm_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
