#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "tn3270/server/tls/test_authority.h"

namespace server {

enum class Overwrite : std::uint8_t { No, Yes };

// What `tn3270d certificate` was asked for.
struct CertificateOrder {
  std::string directory = ".";
  std::vector<std::string> names{};  // besides localhost, its addresses and this host
  int days = 365;                    // of the certificates, the CA's apart
  Overwrite overwrite = Overwrite::No;
  KeyKind kind = KeyKind::Elliptic;
  std::string client{};         // whom a client's certificate is made for; empty: none
  std::string pfx{};            // path of a PKCS#12 file for Windows; empty: none
  std::string password_file{};  // its password; needed with `pfx`
};

// Writes server.pem for a listener (key, certificate, CA) and, where there is none yet, the test CA
// that issues it: ca.pem for clients and ca.key. A CA that is there goes on issuing and is never
// overwritten, since clients have been given it. For a client, and for Windows, it writes what they
// need, and a server.pem that is there stays. Says on `out` what was written and how to use it, on
// `errors` why not. Returns the exit status.
[[nodiscard]] int make_certificate(const CertificateOrder& order, const std::string& host,
                                   std::chrono::system_clock::time_point now, std::ostream& out,
                                   std::ostream& errors);

}  // namespace server
