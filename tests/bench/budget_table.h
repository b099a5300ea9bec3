#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace bench {

// What one benchmark may cost: nanoseconds as a multiple of those of `baseline` in the same run,
// and allocations a time.
struct Budget {
  const char* name;
  const char* baseline;
  double ratio;
  double allocations;
};

// The counter in which a benchmark says its allocations.
inline constexpr const char* kAllocations = "allocations";

// Prints one line for each budget: median of the repetitions, its baseline's, their ratio, budgets
// beside them. Judges nothing: machines are noisy.
class BudgetTable : public benchmark::BenchmarkReporter {
 public:
  explicit BudgetTable(std::vector<Budget> budgets) : budgets_(std::move(budgets)) {}

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  struct Measured {
    std::vector<double> nanoseconds;
    double allocations = 0;
  };
  [[nodiscard]] const Measured* find(const std::string& name) const;

  std::vector<Budget> budgets_;
  std::map<std::string, Measured> measured_;
};

}  // namespace bench
