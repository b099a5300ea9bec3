#pragma once

#include <cstdint>
#include <string>

namespace server {

// One proxy as operators see it.
struct ProxyView {
  std::string name;
  std::string listens;           // "0.0.0.0 port 992 SSL"
  std::string goes_to;           // "127.0.0.1 port 23 TXT"
  std::uint64_t clients = 0;     // at the moment
  std::uint64_t total = 0;       // that were let in
  std::uint64_t refused = 0;     // by its access rules, or because there were too many
  std::uint64_t failed_tls = 0;  // handshakes with clients
  std::uint64_t unreached = 0;   // clients for whom the target was not to be had
  std::uint64_t bytes_to_target = 0;
  std::uint64_t bytes_to_client = 0;
};

}  // namespace server
