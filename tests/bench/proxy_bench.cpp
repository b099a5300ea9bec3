// The TCP proxy beside Debian's stunnel, both with TLS in front of the same server in the same run:
// handshakes per second, megabytes per second, memory of idle connections. Prints; judges nothing:
// machines are noisy.
#include <fcntl.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/cpu_clock.h"
#include "tests/bench/net.h"
#include "tests/bench/proxy_target.h"
#include "tests/bench/tls_load_client.h"
#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/stunnel.h"

namespace bench {
namespace {

constexpr double kHeapBudgetBytes = 17 * 1024;  // DESIGN 7
constexpr double kRateBudget = 1.0;             // of stunnel's
constexpr std::size_t kClients = 8;             // at a time
constexpr int kRounds = 5;

// One that is measured.
struct Proxy {
  const char* name;
  std::uint16_t port;
  pid_t pid;
};

std::string configuration(std::uint16_t port, std::uint16_t target,
                          const std::string& certificate) {
  return e2e::json_of(R"({"name": "T001", "type": "terminal"})",
                      R"("proxies": [{"name": "bench", "clients": 20000, "certificate": ")" +
                          certificate + R"(", "listen": {"address": "127.0.0.1", "port": )" +
                          std::to_string(port) + R"(, "tls": true}, "to": )" +
                          R"({"host": "127.0.0.1", "port": )" + std::to_string(target) + "}}], ");
}

// A TLS client on a blocking socket that asks for bytes.
class Client {
 public:
  Client(std::uint16_t port, SSL_CTX* context)
      : descriptor_(connect_to_loopback(port)), ssl_(SSL_new(context)) {
    pollfd connecting{descriptor_, POLLOUT, 0};
    ::poll(&connecting, 1, 5'000);
    ::fcntl(descriptor_, F_SETFL, ::fcntl(descriptor_, F_GETFL) & ~O_NONBLOCK);
    SSL_set_fd(ssl_.get(), descriptor_);
    if (SSL_connect(ssl_.get()) != 1) {
      throw std::runtime_error("a handshake failed");
    }
  }
  ~Client() { close_hard(descriptor_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void ask(std::uint64_t count) {
    if (SSL_write(ssl_.get(), &count, sizeof count) <= 0) {
      throw std::runtime_error("cannot ask");
    }
  }
  void hear(std::uint64_t count) {
    std::vector<char> into(64U << 10U);
    while (count > 0) {
      const int size = SSL_read(ssl_.get(), into.data(), static_cast<int>(into.size()));
      if (size <= 0) {
        throw std::runtime_error("the proxy has gone");
      }
      count -= static_cast<std::uint64_t>(size);
    }
  }
  void say(std::uint64_t count) {
    const std::vector<char> from(16U << 10U);
    while (count > 0) {
      const auto size = std::min<std::uint64_t>(count, from.size());
      if (SSL_write(ssl_.get(), from.data(), static_cast<int>(size)) <= 0) {
        throw std::runtime_error("the proxy has gone");
      }
      count -= size;
    }
  }
  // The TLS of a client that stays idle costs this process memory.
  void forget_tls() { ssl_.reset(); }

 private:
  int descriptor_;
  Ssl ssl_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Measured {
  std::vector<double> rates;
  std::vector<double> cpu;  // seconds for each
};

// `work` does `amount`, on a thread of its own `threads` times.
void measure(const Proxy& proxy, std::size_t threads, double amount,
             const std::function<void()>& work, Measured& measured) {
  const double cpu = cpu_seconds(proxy.pid);
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::future<void>> clients;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    clients.push_back(std::async(std::launch::async, work));
  }
  for (std::future<void>& client : clients) {
    client.get();
  }
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  const double all = amount * static_cast<double>(threads);
  measured.rates.push_back(all / time.count());
  measured.cpu.push_back((cpu_seconds(proxy.pid) - cpu) / all);
}

// A row: both in turn, so that both see the same machine.
void row(const char* what, const std::vector<Proxy>& proxies, double cpu_unit, std::size_t threads,
         double amount, const std::function<void(const Proxy&)>& work) {
  std::vector<Measured> measured(proxies.size());
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t one = 0; one < proxies.size(); ++one) {
      measure(
          proxies[one], threads, amount, [&] { work(proxies[one]); }, measured[one]);
    }
  }
  const double ours = median(measured[0].rates);
  const double theirs = median(measured[1].rates);
  std::printf("%-26s %10.0f %10.0f %8.2f %8.2f %12.1f %10.1f\n", what, ours, theirs, ours / theirs,
              kRateBudget, median(measured[0].cpu) * cpu_unit, median(measured[1].cpu) * cpu_unit);
}

void heading(const char* unit, const char* cpu_unit) {
  std::printf("\n%-26s %10s %10s %8s %8s %12s %10s\n", unit, "tn3270d", "stunnel", "ratio",
              "budget", cpu_unit, "stunnel");
}

void handshakes(const std::vector<Proxy>& proxies, std::size_t count) {
  heading("handshakes/s, a byte each", "CPU us");
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const SslContext context = client_context(version);
    row(version == TLS1_2_VERSION ? "TLS 1.2, 8 clients" : "TLS 1.3, 8 clients", proxies, 1e6,
        kClients, static_cast<double>(count) / kClients, [&](const Proxy& proxy) {
          for (std::size_t one = 0; one < count / kClients; ++one) {
            Client client(proxy.port, context.get());
            client.ask(1);
            client.hear(1);
          }
        });
  }
}

void megabytes(const std::vector<Proxy>& proxies, std::uint64_t bytes) {
  constexpr double kMega = 1e6;
  heading("MB/s", "CPU us/MB");
  const SslContext context = client_context(TLS1_3_VERSION);
  for (const std::size_t clients : {std::size_t{1}, std::size_t{4}}) {
    row(clients == 1 ? "to one client" : "to four clients", proxies, 1e6, clients,
        static_cast<double>(bytes) / kMega, [&](const Proxy& proxy) {
          Client client(proxy.port, context.get());
          client.ask(bytes);
          client.hear(bytes);
        });
    row(clients == 1 ? "from one client" : "from four clients", proxies, 1e6, clients,
        static_cast<double>(bytes) / kMega, [&](const Proxy& proxy) {
          Client client(proxy.port, context.get());
          client.ask(0);
          client.say(bytes);
        });
  }
}

void memory(const std::vector<Proxy>& proxies, std::size_t count) {
  std::printf("\nmemory of idle TLS connections, bytes each (RssAnon; TLS 1.3; %zu of them)\n",
              count);
  std::printf("%10s %10s %10s\n", "", "each", "budget");
  const SslContext context = client_context(TLS1_3_VERSION);
  for (const Proxy& proxy : proxies) {
    std::vector<std::unique_ptr<Client>> idle;
    std::size_t warm = 0;
    for (std::size_t one = 0; one < count + count / 10; ++one) {
      if (one == count / 10) {
        warm = e2e::anonymous_bytes(proxy.pid);
      }
      idle.push_back(std::make_unique<Client>(proxy.port, context.get()));
      idle.back()->ask(1'000);
      idle.back()->hear(1'000);
      idle.back()->forget_tls();
    }
    std::printf(
        "%10s %10.0f %10.0f\n", proxy.name,
        static_cast<double>(e2e::anonymous_bytes(proxy.pid) - warm) / static_cast<double>(count),
        kHeapBudgetBytes);
  }
}

void run_all(bool small) {
  const e2e::Certificates certificates;
  const ProxyTarget target;
  const std::uint16_t port = e2e::free_port();
  e2e::Daemon daemon(configuration(port, target.port(), certificates.server()));
  const e2e::Stunnel stunnel(certificates.server(), target.port());
  const std::vector<Proxy> proxies{{"tn3270d", port, daemon.process().pid()},
                                   {"stunnel", stunnel.port(), stunnel.pid()}};
  memory(proxies, small ? 50 : 1'000);
  handshakes(proxies, small ? 16 : 2'000);
  megabytes(proxies, small ? 1'000'000 : 500'000'000);
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing.
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  try {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
    bench::raise_descriptor_limit();
    bench::run_all(small);
  } catch (const std::exception& error) {
    std::cerr << "proxy_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
