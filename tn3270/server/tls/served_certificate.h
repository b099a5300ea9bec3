#pragma once

#include <chrono>
#include <string>

namespace server {

// One of the certificates of a context.
struct ServedCertificate {
  std::string file;
  std::string subject;  // "CN=localhost", RFC 2253, printable ASCII
  std::chrono::system_clock::time_point valid_from;
  std::chrono::system_clock::time_point valid_until;
};

}  // namespace server
