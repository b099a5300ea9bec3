#pragma once

#include <string>
#include <vector>

#include "tests/e2e/process.h"

namespace e2e {

// A real pr3287. What it prints becomes a file only when its job has ended: the command that it
// feeds renames the file then.
class Printer {
 public:
  // `host` as on its command line: "127.0.0.1:3270", "P001@…"; `options` come before it.
  explicit Printer(const std::string& host, const std::vector<std::string>& options = {});

  // The lines of the first job without blanks at their ends; empty if none has ended within ~5 s.
  [[nodiscard]] std::vector<std::string> page() const;
  [[nodiscard]] bool has_printed() const;
  [[nodiscard]] Process& process() { return process_; }

 private:
  TemporaryFolder folder_;
  Process process_;
};

// pr3287 that is expected to give up: its exit status and what it says.
[[nodiscard]] Finished refused_printer(const std::string& host,
                                       const std::vector<std::string>& options = {});

}  // namespace e2e
