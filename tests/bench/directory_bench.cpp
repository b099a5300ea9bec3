// What 100,000 LUs and 1,000 mapping rules cost: building the directory, giving a LU and taking it
// back, and finding a client's rule. Beside each stands the same with 100 LUs and 10 rules in the
// same run: a step that looks through its table would be a thousand or a hundred times slower.
#include <malloc.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <variant>

#include "config/settings.h"
#include "tests/bench/allocations.h"
#include "vtam/directory.h"
#include "vtam/programs/builtin.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kTurns = 20'000;

std::shared_ptr<const config::Config> shop(std::uint32_t lus, std::uint32_t rules,
                                           config::PoolOrder order) {
  auto config = std::make_shared<config::Config>();
  config::ServerSettings server;
  server.name = "BENCH";
  const auto group = config::GroupName::parse("ALL").value();
  server.groups.push_back({.name = group, .order = order, .warn_at = 90});
  for (std::uint32_t i = 0; i < lus; ++i) {
    config::LuSettings lu{.name =
                              config::LuName::parse("L" + std::to_string(1'000'000 + i)).value()};
    lu.group = group;
    server.lus.push_back(lu);
  }
  for (std::uint32_t i = 0; i < rules; ++i) {
    config::MapRule rule;
    rule.client = "10." + std::to_string(i / 256) + "." + std::to_string(i % 256) +
                  (i % 3 == 0 ? ".1" : ".0/24");
    rule.group = group;
    server.mapping.push_back(rule);
  }
  config->servers.push_back(std::move(server));
  return config;
}

struct Costs {
  double build_ms = 0;
  double bytes_per_lu = 0;
  double give_ns = 0;
  double give_allocations = 0;
  double rule_ns = 0;
};

double nanoseconds(Clock::duration time, int turns) {
  return std::chrono::duration<double, std::nano>(time).count() / turns;
}

std::size_t heap() {
  return ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
}

Costs measure(std::uint32_t lus, std::uint32_t rules, config::PoolOrder order,
              const vtam::ProgramCatalog& catalog) {
  Costs costs;
  const auto network = std::make_shared<const vtam::Network>(shop(lus, rules, order), catalog);
  const std::size_t before = heap();
  const auto begun = Clock::now();
  vtam::Directory directory(network);
  costs.build_ms = nanoseconds(Clock::now() - begun, 1) / 1e6;
  costs.bytes_per_lu = static_cast<double>(heap() - before) / lus;

  vtam::LuRequest request;
  request.client.address = vtam::ClientAddress::of(config::parse_address("10.0.1.77").value());
  const std::uint64_t allocated = allocations();
  const auto start = Clock::now();
  int given = 0;
  for (int i = 0; i < kTurns; ++i) {
    const vtam::LuAnswer answer = directory.request(request, vtam::SessionId{}, {});
    if (const auto* grant = std::get_if<vtam::LuGrant>(&answer)) {
      given += directory.release(grant->settings->name, vtam::SessionId{}, {}) ? 1 : 0;
    }
  }
  costs.give_ns = nanoseconds(Clock::now() - start, kTurns);
  costs.give_allocations = static_cast<double>(allocations() - allocated) / kTurns;

  const vtam::Mapping mapping(network->config().servers.front());
  const auto asked = Clock::now();
  int found = 0;
  for (int i = 0; i < kTurns; ++i) {
    found += mapping.decide(request.client) != nullptr ? 1 : 0;
  }
  costs.rule_ns = nanoseconds(Clock::now() - asked, kTurns);
  if (given != kTurns || found != kTurns) {
    std::fprintf(stderr, "directory_bench: %d of %d LUs were given, %d rules found\n", given,
                 kTurns, found);
    std::exit(1);
  }
  return costs;
}

void print(const char* what, const char* unit, double large, double small) {
  std::printf("%-34s %12.1f %12.1f %8.1f  %s\n", what, large, small, large / small, unit);
}

void compare(const char* title, config::PoolOrder order, std::uint32_t lus,
             const vtam::ProgramCatalog& catalog) {
  const Costs small = measure(100, 10, order, catalog);
  const Costs large = measure(lus, 1'000, order, catalog);
  std::printf("%s: %u LUs and 1,000 rules beside 100 and 10\n", title, lus);
  print("building the directory", "ms (budget: start < 1 s)", large.build_ms, small.build_ms);
  print("memory for one LU", "bytes", large.bytes_per_lu, small.bytes_per_lu);
  print("a LU given and taken back", "ns (budget: ratio < 10)", large.give_ns, small.give_ns);
  print("allocations of that", "", large.give_allocations, small.give_allocations);
  print("a client's rule found", "ns (budget: ratio < 10)", large.rule_ns, small.rule_ns);
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  const std::uint32_t lus = small ? 10'000 : 100'000;
  vtam::ProgramCatalog catalog;
  vtam::add_builtin(catalog);
  std::printf("%-34s %12s %12s %8s\n", "", "large", "small", "ratio");
  bench::compare("the longest free", config::PoolOrder::Sequential, lus, catalog);
  bench::compare("the lowest", config::PoolOrder::Lowest, lus, catalog);
  return 0;
}
