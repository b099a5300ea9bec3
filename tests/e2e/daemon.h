#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/free_port.h"
#include "tests/e2e/process.h"

namespace e2e {

// The built binaries; paths come from the build.
[[nodiscard]] std::string tn3270d_binary();
[[nodiscard]] std::string tn3270d_test_binary();  // with the program type "hang"
[[nodiscard]] std::string tn3270ctl_binary();

// A running tn3270d on ports of its own, with a token file in a temporary folder. `text` is its
// JSON, in which @PORT@ and
// @ADMIN@ are replaced; `descriptors` limits the process, 0 = as it is; "admin" is added if it does
// not say any; `passed` and `environment` are those of Process.
class Daemon {
 public:
  enum class Binary { Product, WithHangingProgram };
  explicit Daemon(const std::string& json, Binary binary = Binary::Product,
                  const std::vector<std::string>& more_files = {}, unsigned descriptors = 0,
                  const std::vector<int>& passed = {},
                  const std::vector<std::string>& environment = {});
  // Ends it, if it runs. It ends well: sanitizers say by the exit status what they have seen.
  ~Daemon();
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::uint16_t admin_port() const { return admin_port_; }
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  // What tn3270ctl says and its exit status.
  [[nodiscard]] Finished ctl(const std::vector<std::string>& arguments) const;
  // It says `text`, at once or within 20 seconds.
  [[nodiscard]] bool shows(const std::vector<std::string>& arguments,
                           const std::string& text) const;
  [[nodiscard]] std::string log() { return process_->errors(); }
  [[nodiscard]] bool log_has(const std::string& text, Milliseconds wait = std::chrono::seconds(5));
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] Process& process() { return *process_; }

 private:
  void start(const std::string& json, Binary binary, const std::vector<std::string>& more_files,
             unsigned descriptors, const std::vector<int>& passed,
             const std::vector<std::string>& environment);

  TemporaryFolder folder_;
  std::uint16_t port_ = 0;
  std::uint16_t admin_port_ = 0;
  std::unique_ptr<Process> process_;
};

// A partition "TEST" with these LUs, separated by commas, on @PORT@; `more` are further keys, each
// with its comma.
[[nodiscard]] std::string json_of(const std::string& lus, const std::string& more = "");

// A partition "TEST" with T001-T020 on @PORT@, a menu with DEMO, HANG (if the binary has it) and
// CLOSED, and the admin part.
[[nodiscard]] std::string usual_json(const std::string& more = "");

}  // namespace e2e
