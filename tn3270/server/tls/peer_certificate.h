#pragma once

#include <string>

namespace server {

// Whose certificate the other side has shown.
struct PeerCertificate {
  std::string subject;      // "CN=JOE,O=BANK", RFC 2253, printable ASCII
  std::string common_name;  // the most exact one, printable ASCII as in `subject`; may be empty
  // A CA that we trust has issued it, and it is valid and not revoked. Never so where the settings
  // take unverified ones.
  bool verified = false;
};

}  // namespace server
