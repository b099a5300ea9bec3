#include "tests/e2e/daemon.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <optional>
#include <stdexcept>
#include <thread>

namespace e2e {
namespace {

std::string replace_all(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), with);
    at += with.size();
  }
  return text;
}

}  // namespace

std::string tn3270d_binary() {
  return TN3270D_BINARY;
}
std::string tn3270d_test_binary() {
  return TN3270D_TEST_BINARY;
}
std::string tn3270ctl_binary() {
  return TN3270CTL_BINARY;
}

Daemon::Daemon(const std::string& json, Binary binary, const std::vector<std::string>& more_files,
               unsigned descriptors, const std::vector<int>& passed,
               const std::vector<std::string>& environment) {
  // A port that was free may be a neighbour's a moment later.
  constexpr int kAttempts = 3;
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    start(json, binary, more_files, descriptors, passed, environment);
    if (log_has("TND001I", std::chrono::seconds(20)) ||
        log().find("Address already in use") == std::string::npos) {
      break;
    }
  }
  EXPECT_TRUE(log_has("TND001I", std::chrono::seconds(20))) << log();
}

Daemon::~Daemon() {
  if (process_ == nullptr || !process_->running()) {
    return;
  }
  process_->signal(SIGTERM);
  const std::optional<int> status = process_->finish(std::chrono::seconds(10));
  // One that a test has stopped does not hear it, and ends with its Process; another has killed it.
  constexpr int kKilled = 128 + SIGKILL;
  if (status && *status != 0 && *status != kKilled) {
    ADD_FAILURE() << "tn3270d ended with status " << *status << "\n" << log();
  }
}

void Daemon::start(const std::string& json, Binary binary,
                   const std::vector<std::string>& more_files, unsigned descriptors,
                   const std::vector<int>& passed, const std::vector<std::string>& environment) {
  port_ = free_port();
  admin_port_ = free_port();
  std::string text = replace_all(json, "@PORT@", std::to_string(port_));
  text = replace_all(
      text, "@ADMIN@",
      R"("admin": {"port": )" + std::to_string(admin_port_) + R"(, "token_file": "admin.token"})");
  const std::filesystem::path file = folder_.write("tn3270d.json", text);
  // Tests run side by side, and a spool belongs to one server.
  std::vector<std::string> command{"env", "STATE_DIRECTORY=" + (folder_.path() / "state").string()};
  if (descriptors > 0) {
    const std::string limit = std::to_string(descriptors);
    command.insert(command.end(), {"prlimit", "--nofile=" + limit + ":" + limit});
  }
  const std::vector<std::string> serve{
      binary == Binary::Product ? tn3270d_binary() : tn3270d_test_binary(), "serve", file.string()};
  command.insert(command.end(), serve.begin(), serve.end());
  command.insert(command.end(), more_files.begin(), more_files.end());
  process_ =
      std::make_unique<Process>(command, Process::ErrorOutput::Separate, environment, passed);
}

Finished Daemon::ctl(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command{tn3270ctl_binary(), "--url",
                                   "http://127.0.0.1:" + std::to_string(admin_port_),
                                   "--token-file", (folder_.path() / "admin.token").string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

bool Daemon::shows(const std::vector<std::string>& arguments, const std::string& text) const {
  for (int tries = 0; tries < 400; ++tries) {
    if (ctl(arguments).output.find(text) != std::string::npos) {
      return true;
    }
    std::this_thread::sleep_for(Milliseconds(50));
  }
  return false;
}

bool Daemon::log_has(const std::string& text, Milliseconds wait) {
  const auto patience = std::chrono::steady_clock::now() + wait;
  do {
    if (log().find(text) != std::string::npos) {
      return true;
    }
    std::this_thread::sleep_for(Milliseconds(10));
  } while (std::chrono::steady_clock::now() < patience && process_->running());
  return log().find(text) != std::string::npos;
}

std::string json_of(const std::string& lus, const std::string& more) {
  return R"({
  "name": "TEST",
  "title": "*** Welcome to the test ***",
  "listeners": [ {"name": "terminals", "address": "127.0.0.1", "port": @PORT@} ],
  "lus": [ )" +
         lus + R"( ],
  )" + more +
         R"(
  @ADMIN@
})";
}

std::string usual_json(const std::string& more) {
  return json_of(R"({"names": "T[001-020]", "type": "terminal", "logmode": "SP3272QN"})", more);
}

}  // namespace e2e
