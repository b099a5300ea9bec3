// Memory of idle TLS sessions and TLS logons per second of the real tn3270d, beside their budgets
// and a bare TLS server's rate in the same run. Prints; judges nothing: machines are noisy.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <future>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/bare_tls_server.h"
#include "tests/bench/cpu_clock.h"
#include "tests/bench/load_client.h"
#include "tests/bench/net.h"
#include "tests/bench/tls_load_client.h"
#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"

namespace bench {
namespace {

constexpr double kHeapBudgetBytes = 17 * 1024;         // DESIGN 7
constexpr double kHeapModelBytes = (108 + 72) * 1024;  // the model: a connection and its TLS
constexpr double kConnectBudget = 0.8;                 // of the bare server's rate
constexpr std::size_t kClientThreads = 2;
constexpr std::size_t kWindow =
    25;  // of each thread; a client's handshake is no less work than ours
constexpr int kRounds = 3;

std::string configuration() {
  return R"({"name": "BENCH", "title": "BENCH",
    "listeners": [ {"name": "l", "address": "127.0.0.1", "port": @PORT@} ],
    "lus": [ {"names": "T[00001-20000]", "type": "terminal"} ],
    "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],
    @ADMIN@ })";
}

// What each session costs the process, beyond the first hundred, when there are so many.
template <typename Client>
std::vector<double> bytes_each(pid_t process, Client& client,
                               const std::vector<std::size_t>& counts) {
  constexpr auto kKeep = Client::Afterwards::Keep;
  client.log_on(100, 2 * kWindow, kKeep);  // warm: arenas, tables, code
  const std::size_t before = e2e::anonymous_bytes(process);
  const std::size_t warm = client.connected();
  std::vector<double> each;
  for (const std::size_t count : counts) {
    client.log_on(count - client.connected(), 2 * kWindow, kKeep);
    each.push_back(static_cast<double>(e2e::anonymous_bytes(process) - before) /
                   static_cast<double>(count - warm));
  }
  return each;
}

// One after the other: the clients of both would need more descriptors than there may be.
std::vector<double> tls_bytes_each(const e2e::Certificates& certificates,
                                   const std::vector<std::size_t>& counts) {
  e2e::Daemon daemon(certificates.on(configuration(), "immediate"));
  const SslContext context = client_context(TLS1_3_VERSION);
  TlsLoadClient client(daemon.port(), context.get());
  return bytes_each(daemon.process().pid(), client, counts);
}

std::vector<double> clear_bytes_each(const std::vector<std::size_t>& counts) {
  e2e::Daemon daemon(configuration());
  LoadClient client(daemon.port());
  return bytes_each(daemon.process().pid(), client, counts);
}

void memory(const e2e::Certificates& certificates, const std::vector<std::size_t>& counts) {
  std::printf(
      "\nmemory of idle TN3270E sessions on the menu, bytes each (RssAnon of the process; TLS 1.3, "
      "immediate)\n");
  std::printf("%10s %10s %10s %10s %10s %12s\n", "sessions", "TLS", "clear", "budget", "of it",
              "the model");
  const std::vector<double> tls = tls_bytes_each(certificates, counts);
  const std::vector<double> clear = clear_bytes_each(counts);
  for (std::size_t row = 0; row < counts.size(); ++row) {
    std::printf("%10zu %10.0f %10.0f %10.0f %9.0f%% %12.0f\n", counts[row], tls[row], clear[row],
                kHeapBudgetBytes, 100 * tls[row] / kHeapBudgetBytes, kHeapModelBytes);
  }
}

struct Measured {
  std::vector<double> rates;         // logons a second
  std::vector<double> microseconds;  // of the server's CPU, a logon
};

void measure(std::uint16_t port, pid_t server, SSL_CTX* context, std::size_t count,
             Measured& measured) {
  const double cpu = cpu_seconds(server);
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::future<void>> clients;
  for (std::size_t thread = 0; thread < kClientThreads; ++thread) {
    clients.push_back(std::async(std::launch::async, [=] {
      TlsLoadClient(port, context)
          .log_on(count / kClientThreads, kWindow, TlsLoadClient::Afterwards::Close);
    }));
  }
  for (std::future<void>& client : clients) {
    client.get();
  }
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  measured.rates.push_back(static_cast<double>(count) / time.count());
  measured.microseconds.push_back((cpu_seconds(server) - cpu) * 1e6 / static_cast<double>(count));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Of the rounds: both saw the same machine in each of them.
double median_ratio(std::vector<double> ours, const std::vector<double>& bare) {
  std::transform(ours.begin(), ours.end(), bare.begin(), ours.begin(), std::divides<>());
  return median(std::move(ours));
}

// tn3270d has a reactor on each core and the bare server one thread, so that on a machine with
// cores to spare the rates flatter us; the CPU of each logon does not, and neither does a busy
// machine disturb it much.
void connects(const e2e::Certificates& certificates, std::size_t count) {
  std::printf(
      "\nTLS logons per second: connect, full P-256 handshake, TN3270E, BIND, first screen, close; "
      "%zu at a time;\nmedian of %d rounds of %zu; beside them the server's CPU for each, "
      "microseconds\n",
      kClientThreads * kWindow, kRounds, count);
  std::printf("%10s %10s %10s %8s %8s %12s %10s %8s\n", "", "tn3270d", "bare", "ratio", "budget",
              "CPU tn3270d", "bare", "ratio");
  e2e::Daemon daemon(certificates.on(configuration(), "immediate"));
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const SslContext context = client_context(version);
    TlsLoadClient recorder(daemon.port(), context.get());
    recorder.log_on(1, 1, TlsLoadClient::Afterwards::Close);
    const BareTlsServer bare(certificates.server(), recorder.transcript());
    Measured ours;
    Measured theirs;
    for (int round = 0; round < kRounds; ++round) {
      measure(bare.port(), bare.pid(), context.get(), count, theirs);
      measure(daemon.port(), daemon.process().pid(), context.get(), count, ours);
    }
    std::printf("%10s %10.0f %10.0f %8.2f %8.2f %12.0f %10.0f %8.2f\n",
                version == TLS1_2_VERSION ? "TLS 1.2" : "TLS 1.3", median(ours.rates),
                median(theirs.rates), median_ratio(ours.rates, theirs.rates), kConnectBudget,
                median(ours.microseconds), median(theirs.microseconds),
                median_ratio(theirs.microseconds, ours.microseconds));
  }
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing.
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  try {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
    bench::raise_descriptor_limit();
    const e2e::Certificates certificates;
    bench::memory(certificates, small ? std::vector<std::size_t>{150, 200}
                                      : std::vector<std::size_t>{1'000, 4'000, 19'000});
    bench::connects(certificates, small ? 50 : 1'000);
  } catch (const std::exception& error) {
    std::cerr << "tls_sessions_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
