#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/daemon.h"
#include "tests/e2e/relay.h"
#include "tests/e2e/s3270.h"

namespace e2e {

// A daemon with the application DEMO, whose clients are at many addresses of 127.0.0.0/8: who has
// one of its own comes through a relay.
class MappingShop {
 public:
  // As for json_of().
  explicit MappingShop(const std::string& lus, const std::string& more = "");

  // Where a client connects to that the daemon sees at this address.
  [[nodiscard]] std::string at(const std::string& address);
  // "T001 rule 1 (client 127.0.0.5): LU T001", as the operator sees it while the client is there;
  // its screen if it has no LU.
  [[nodiscard]] std::string given(S3270& client) const;
  [[nodiscard]] std::string rule(const std::string& lu) const;
  // The LU of a client that comes and goes.
  [[nodiscard]] std::string passing_by(const std::string& host);
  // Returns when the daemon has noticed.
  void leave(S3270& client, const std::string& lu);
  // What tn3270d check says about a client that these options describe.
  [[nodiscard]] std::string check(const std::vector<std::string>& client) const;
  // How often the log has the text.
  [[nodiscard]] std::size_t count(const std::string& text);
  [[nodiscard]] Daemon& daemon() { return daemon_; }

 private:
  [[nodiscard]] std::size_t goodbyes(const std::string& lu) { return count("TND102I " + lu + " "); }

  Daemon daemon_;
  std::vector<std::unique_ptr<Relay>> relays_;
};

}  // namespace e2e
