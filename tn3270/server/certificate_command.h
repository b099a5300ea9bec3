#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace server {

enum class Overwrite : std::uint8_t { No, Yes };

// What `tn3270d certificate` was asked for.
struct CertificateOrder {
  std::string directory = ".";
  std::vector<std::string> names;  // besides localhost, its addresses and this host
  int days = 365;                  // of the server's certificate
  Overwrite overwrite = Overwrite::No;
};

// Writes server.pem for a listener (key, certificate, CA) and, where there is none yet, the test CA
// that issues it: ca.pem for clients and ca.key. A CA that is there goes on issuing and is never
// overwritten, since clients have been given it. Says on `out` what was written and how to use it,
// on `errors` why not. Returns the exit status.
[[nodiscard]] int make_certificate(const CertificateOrder& order, const std::string& host,
                                   std::chrono::system_clock::time_point now, std::ostream& out,
                                   std::ostream& errors);

}  // namespace server
