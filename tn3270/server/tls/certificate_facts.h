#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "tn3270/server/tls/openssl_handles.h"

namespace server {

using WallTime = std::chrono::system_clock::time_point;

// What people want to know of a certificate.
struct CertificateFacts {
  std::string subject;  // "CN=localhost", RFC 2253, printable ASCII
  WallTime valid_from;
  WallTime valid_until;
  std::string fingerprint;  // SHA-256, "AA:BB:…", as openssl and browsers show it
};
[[nodiscard]] CertificateFacts facts_of(const X509& certificate);

// "CN=JOE,O=BANK": RFC 2253, printable ASCII.
[[nodiscard]] std::string subject_of(const X509& certificate);
[[nodiscard]] std::string issuer_of(const X509& certificate);
[[nodiscard]] std::string text_of(const X509_NAME* name);  // in the same form
// The most exact of its common names, in the same form; empty: it has none.
[[nodiscard]] std::string common_name_of(const X509& certificate);

[[nodiscard]] std::string sha256_of(std::string_view bytes);  // the bytes of the digest
[[nodiscard]] WallTime wall_time(const ASN1_TIME* time);
// "2026-11-21", UTC.
[[nodiscard]] std::string date_of(WallTime time);

}  // namespace server
