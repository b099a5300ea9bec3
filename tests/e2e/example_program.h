#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/e2e/process.h"

namespace e2e {

enum class Language { Python, Node, Cpp };
[[nodiscard]] std::string text(Language language);

// Waits until the process has said `words` on its standard error.
[[nodiscard]] bool says(Process& process, const std::string& words, Milliseconds wait);

// One of the example programs, "signon", "orders" or "report", at an application socket. It is open
// when it is made; SIGTERM closes it in order.
class ExampleProgram {
 public:
  ExampleProgram(Language language, const std::string& name, const std::filesystem::path& socket,
                 const std::filesystem::path& database);

  [[nodiscard]] Process& process() { return process_; }
  [[nodiscard]] bool says(const std::string& words, Milliseconds wait = std::chrono::seconds(10)) {
    return e2e::says(process_, words, wait);
  }

 private:
  Process process_;
};

}  // namespace e2e
