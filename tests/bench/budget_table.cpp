#include "tests/bench/budget_table.h"

#include <algorithm>
#include <cstdio>

namespace bench {
namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

bool BudgetTable::ReportContext(const Context& /*context*/) {
  return true;
}

void BudgetTable::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) {
      std::fprintf(stderr, "%s: %s\n", run.benchmark_name().c_str(), run.error_message.c_str());
    } else if (run.run_type == Run::RT_Iteration) {
      Measured& measured = measured_[run.run_name.function_name];
      measured.nanoseconds.push_back(run.GetAdjustedCPUTime());
      const auto counter = run.counters.find(kAllocations);
      measured.allocations = counter == run.counters.end() ? 0 : counter->second.value;
    }
  }
}

void BudgetTable::Finalize() {
  std::printf("\nnanoseconds and allocations a time; median of the repetitions\n");
  std::printf("%-22s %10s %10s %8s %8s %8s %8s\n", "", "ns", "baseline", "ratio", "budget",
              "allocs", "budget");
  for (const Budget& budget : budgets_) {
    const Measured* ours = find(budget.name);
    const Measured* baseline = find(budget.baseline);
    if (ours == nullptr || baseline == nullptr) {
      continue;  // filtered out
    }
    const double time = median(ours->nanoseconds);
    const double naive = median(baseline->nanoseconds);
    std::printf("%-22s %10.0f %10.1f %8.1f %8.1f %8.2f %8.0f\n", budget.name, time, naive,
                time / naive, budget.ratio, ours->allocations, budget.allocations);
  }
}

const BudgetTable::Measured* BudgetTable::find(const std::string& name) const {
  const auto found = measured_.find(name);
  return found == measured_.end() || found->second.nanoseconds.empty() ? nullptr : &found->second;
}

}  // namespace bench
