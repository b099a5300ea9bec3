#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace server {

// What one run of `tn3270d certificate` has made.
struct MadeCertificates {
  std::string authority;      // path of ca.pem
  std::string authority_key;  // path of ca.key
  bool fresh_authority = false;
  std::string server;              // path of server.pem; empty: it was left alone
  std::vector<std::string> names;  // of the server
  std::string client;              // path of the client's PEM file; empty: none was made
  std::string pfx;                 // path of the PKCS#12 file; empty: none was made
  std::string valid_until;         // "2026-11-21"
  std::string fingerprint;         // of what was made last
};

// What was written, and how servers and clients are given it.
void print(const MadeCertificates& made, std::ostream& out);

}  // namespace server
