// Memory of idle sessions and logons per second of the real tn3270d, beside their budgets and a
// bare server's rate in the same run. Prints; judges nothing: machines are noisy.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "tests/bench/bare_server.h"
#include "tests/bench/load_client.h"
#include "tests/bench/net.h"
#include "tests/e2e/daemon.h"

namespace bench {
namespace {

constexpr double kHeapBudgetBytes = 2048;       // DESIGN 7; aim 1,536
constexpr double kHeapModelBytes = 108 * 1024;  // the model: 108 KB a connection
constexpr double kConnectBudget = 0.5;          // of the bare server's rate
constexpr std::size_t kWindow = 100;
constexpr int kRounds = 5;

std::string configuration() {
  return R"({"name": "BENCH", "title": "BENCH",
    "listeners": [ {"name": "l", "address": "127.0.0.1", "port": @PORT@} ],
    "lus": [ {"names": "T[00001-20000]", "type": "terminal"} ],
    "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],
    @ADMIN@ })";
}

void memory(const std::vector<std::size_t>& counts) {
  std::printf("\nmemory of idle TN3270E sessions on the menu (RssAnon of the process)\n");
  std::printf("%10s %16s %16s %10s %12s\n", "sessions", "bytes/session", "budget", "of it",
              "the model");
  e2e::Daemon daemon(configuration());
  LoadClient load(daemon.port());
  load.log_on(100, kWindow, LoadClient::Afterwards::Keep);  // warm: arenas, tables, code
  const std::size_t before = e2e::anonymous_bytes(daemon.process().pid());
  const std::size_t warm = load.connected();
  for (const std::size_t count : counts) {
    load.log_on(count - load.connected(), kWindow, LoadClient::Afterwards::Keep);
    const double each = static_cast<double>(e2e::anonymous_bytes(daemon.process().pid()) - before) /
                        static_cast<double>(load.connected() - warm);
    std::printf("%10zu %16.0f %16.0f %9.0f%% %12.0f\n", load.connected(), each, kHeapBudgetBytes,
                100 * each / kHeapBudgetBytes, kHeapModelBytes);
  }
}

double rate(std::uint16_t port, std::size_t connects) {
  LoadClient load(port);
  const auto begin = std::chrono::steady_clock::now();
  load.log_on(connects, kWindow, LoadClient::Afterwards::Close);
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  return static_cast<double>(connects) / time.count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void connects(std::size_t count) {
  std::printf(
      "\nlogons per second: connect, TN3270E, BIND, first screen, close; median of %d rounds of "
      "%zu\n",
      kRounds, count);
  e2e::Daemon daemon(configuration());
  LoadClient recorder(daemon.port());
  recorder.log_on(1, 1, LoadClient::Afterwards::Close);
  const BareServer bare(recorder.transcript());
  std::vector<double> ours;
  std::vector<double> theirs;
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    theirs.push_back(rate(bare.port(), count));
    ours.push_back(rate(daemon.port(), count));
    ratios.push_back(ours.back() / theirs.back());
  }
  std::printf("%12s %12s %8s %8s\n", "tn3270d", "bare epoll", "ratio", "budget");
  std::printf("%12.0f %12.0f %8.2f %8.2f\n", median(ours), median(theirs), median(ratios),
              kConnectBudget);
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing.
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  try {
    bench::raise_descriptor_limit();
    bench::memory(small ? std::vector<std::size_t>{200, 400}
                        : std::vector<std::size_t>{5'000, 10'000, 19'000});
    bench::connects(small ? 200 : 10'000);
  } catch (const std::exception& error) {
    std::cerr << "sessions_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
