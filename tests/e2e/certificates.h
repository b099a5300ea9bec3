#pragma once

#include <string>

#include "tests/e2e/process.h"

namespace e2e {

// What `tn3270d certificate` makes, in a folder of its own: a CA and a server's certificate for
// localhost.
class Certificates {
 public:
  Certificates();
  [[nodiscard]] std::string ca() const { return (folder_.path() / "ca.pem").string(); }
  [[nodiscard]] std::string server() const { return (folder_.path() / "server.pem").string(); }
  // The listener of `json` speaks TLS: "immediate", "negotiated" or "required".
  [[nodiscard]] std::string on(const std::string& json, const std::string& tls) const;

 private:
  TemporaryFolder folder_;
};

}  // namespace e2e
