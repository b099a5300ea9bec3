// A host application beside what it stands for: the same transactions with the same host directly,
// through Debian's socat and a bare relay, which only copy, and through tn3270d as a gateway, all
// in the same run. Host, clients and what is between them share the processors: where these are
// few, the bare relay says what ratio can be had. Prints; judges nothing: machines are noisy.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/bare_relay.h"
#include "tests/bench/cpu_clock.h"
#include "tests/bench/load_client.h"
#include "tests/bench/net.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/socat.h"

namespace bench {
namespace {

using std::chrono::milliseconds;

constexpr double kRateBudget = 0.8;        // of the host's own rate, from 100 sessions on
constexpr double kAddedBudgetMs = 0.1;     // to the median, at one session
constexpr double kHeapBudgetBytes = 6144;  // a session
constexpr std::size_t kWindow = 20;        // logons at a time

std::string host_json() {
  return R"({"name": "HOST", "title": "HOST",
    "listeners": [ {"name": "l", "address": "127.0.0.1", "port": @PORT@, "application": "DEMO"} ],
    "lus": [ {"names": "T[00001-20000]", "type": "terminal", "logmode": "D4B32782"} ],
    "applications": [ {"name": "DEMO", "type": "demo"} ],
    @ADMIN@ })";
}

std::string gateway_json(std::uint16_t host) {
  return R"({"name": "GATEWAY", "title": "GATEWAY",
    "listeners": [ {"name": "l", "address": "127.0.0.1", "port": @PORT@, "application": "HERC"} ],
    "lus": [ {"names": "G[0001-1200]", "type": "terminal"} ],
    "applications": [ {"name": "HERC", "description": "HERCULES", "type": "host",
      "host": "127.0.0.1", "port": )" +
         std::to_string(host) + R"(, "tls": "none"} ],
    @ADMIN@ })";
}

std::unique_ptr<e2e::Daemon> start_gateway(std::uint16_t host) {
  auto gateway = std::make_unique<e2e::Daemon>(gateway_json(host));
  if (!gateway->process().running()) {
    throw std::runtime_error("tn3270d is no gateway:\n" + gateway->log());
  }
  return gateway;
}

// One way to the host.
struct Way {
  const char* name;
  std::unique_ptr<LoadClient> load;
  std::function<double()> cpu;  // what stands between has used; empty: nothing does
};
// Their places among all ways.
constexpr std::size_t kDirect = 0;
constexpr std::size_t kBare = 2;
constexpr std::size_t kGateway = 3;

struct Measured {
  std::vector<double> rates;
  std::vector<double> ratios;  // to the rate of the direct way in the same round
  std::vector<double> cpu;     // microseconds a transaction
  std::vector<double> host_cpu;
  std::vector<float> took;  // milliseconds
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double percentile(const std::vector<float>& sorted, double part) {
  const auto at = static_cast<std::size_t>(part * static_cast<double>(sorted.size()));
  return static_cast<double>(sorted[std::min(at, sorted.size() - 1)]);
}

void measure(Way& way, std::size_t sessions, milliseconds time, pid_t host, Measured& measured) {
  constexpr double kMicro = 1e6;
  const double cpu = way.cpu ? way.cpu() : 0;
  const double host_cpu = cpu_seconds(host);
  const auto begin = std::chrono::steady_clock::now();
  const auto done = static_cast<double>(way.load->transact(sessions, time, &measured.took));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  measured.rates.push_back(done / seconds.count());
  measured.cpu.push_back(way.cpu ? (way.cpu() - cpu) * kMicro / done : 0);
  measured.host_cpu.push_back((cpu_seconds(host) - host_cpu) * kMicro / done);
}

void print(const std::vector<Way>& ways, std::vector<Measured>& all, std::size_t sessions) {
  const auto budget = [](double limit) { std::printf(" %7.2f", limit); };
  const auto no_budget = [] { std::printf(" %7s", ""); };
  const double bare = median(all[kBare].rates);
  double direct = 0;
  for (std::size_t one = 0; one < ways.size(); ++one) {
    Measured& measured = all[one];
    std::sort(measured.took.begin(), measured.took.end());
    const double middle = percentile(measured.took, 0.5);
    direct = one == kDirect ? middle : direct;
    const bool gateway = one == kGateway;
    const double rate = median(measured.rates);
    std::printf("%-8s %8zu %10.0f %7.2f", ways[one].name, sessions, rate, median(measured.ratios));
    gateway&& sessions > 1 ? budget(kRateBudget) : no_budget();
    std::printf(" %7.2f %8.3f %8.3f %8.3f", rate / bare, middle, percentile(measured.took, 0.99),
                middle - direct);
    gateway&& sessions == 1 ? budget(kAddedBudgetMs) : no_budget();
    std::printf(" %8.1f %8.1f\n", median(measured.cpu), median(measured.host_cpu));
  }
}

void transactions(std::vector<Way>& ways, pid_t host, const std::vector<std::size_t>& counts,
                  milliseconds time, int rounds) {
  std::printf(
      "\ntransactions: Enter, a screen of some 1,000 bytes; medians of %d rounds, in turn\n",
      rounds);
  std::printf("%-8s %8s %10s %7s %7s %7s %8s %8s %8s %7s %8s %8s\n", "", "sessions", "a second",
              "ratio", "budget", "of bare", "p50 ms", "p99 ms", "added", "budget", "CPU us",
              "host us");
  for (const std::size_t count : counts) {
    for (Way& way : ways) {
      way.load->log_on(count - way.load->connected(), kWindow, LoadClient::Afterwards::Keep);
      way.load->settle();
      way.load->transact(count, time / 5);  // warm
      way.load->settle();
    }
    std::vector<Measured> all(ways.size());
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t one = 0; one < ways.size(); ++one) {
        measure(ways[one], count, time, host, all[one]);
        all[one].ratios.push_back(all[one].rates.back() / all[0].rates.back());
      }
    }
    print(ways, all, count);
  }
}

// Each has had an answer, so that whatever a session gets it has.
void memory(std::size_t count) {
  e2e::Daemon host(host_json());
  const std::unique_ptr<e2e::Daemon> gateway = start_gateway(host.port());
  LoadClient load(gateway->port());
  const auto more = [&load](std::size_t sessions) {
    load.log_on(sessions, kWindow, LoadClient::Afterwards::Keep);
    load.settle();
    load.transact(load.connected(), milliseconds(0));
    load.settle();
  };
  more(count / 10);  // warm: arenas, tables, code
  const std::size_t before = e2e::anonymous_bytes(gateway->process().pid());
  more(count);
  const double each = static_cast<double>(e2e::anonymous_bytes(gateway->process().pid()) - before) /
                      static_cast<double>(count);
  std::printf("\nthe gateway's memory of idle sessions (RssAnon)\n%8s %14s %14s %10s\n", "sessions",
              "bytes/session", "budget", "of it");
  std::printf("%8zu %14.0f %14.0f %9.0f%%\n", count, each, kHeapBudgetBytes,
              100 * each / kHeapBudgetBytes);
}

void run(bool small) {
  e2e::Daemon host(host_json());
  const e2e::Socat socat(host.port());
  const BareRelay bare(host.port());
  std::vector<Way> ways;
  ways.push_back({"direct", std::make_unique<LoadClient>(host.port()), {}});
  ways.push_back({"socat", std::make_unique<LoadClient>(socat.port()),
                  [&socat] { return cpu_seconds_with_children(socat.pid()); }});
  ways.push_back({"bare", std::make_unique<LoadClient>(bare.port()),
                  [&bare] { return cpu_seconds(bare.pid()); }});
  // Without it the others are measured all the same.
  std::unique_ptr<e2e::Daemon> gateway;
  std::exception_ptr refused;
  try {
    gateway = start_gateway(host.port());
    const pid_t pid = gateway->process().pid();
    ways.push_back({"tn3270d", std::make_unique<LoadClient>(gateway->port()),
                    [pid] { return cpu_seconds(pid); }});
  } catch (const std::runtime_error&) {
    refused = std::current_exception();
  }
  transactions(ways, host.process().pid(),
               small ? std::vector<std::size_t>{1, 20} : std::vector<std::size_t>{1, 100, 1'000},
               milliseconds(small ? 100 : 1'000), small ? 1 : 5);
  if (refused) {
    std::rethrow_exception(refused);
  }
  ways.clear();
  memory(small ? 100 : 1'000);
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
    std::cerr << "gateway_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
