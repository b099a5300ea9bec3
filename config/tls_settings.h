#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/problem.h"

namespace config {

enum class ListenerTls : std::uint8_t { None, Immediate, Negotiated, Required, Any };

// The lowest version of TLS that is spoken.
enum class TlsFloor : std::uint8_t {
  Legacy,  // 1.0, with RSA key exchange and CBC: for emulators as old as the seed's PCOMM 6.0.7
  Tls12,
  Tls13
};
enum class ClientCertificate : std::uint8_t { None, Optional, Required };

// What a server side of TLS offers, beside its certificate (JSON "tls_settings"). Empty texts: the
// built-in choice.
struct TlsSettings {
  TlsFloor minimum = TlsFloor::Tls12;
  std::string ciphers{};  // of TLS 1.2 and below, as `openssl ciphers` names them
  std::string suites{};   // of TLS 1.3
  std::string groups{};   // "X25519:P-256"
  // Further certificate files: the name that the client asks for (SNI) chooses, and within one
  // name the kind of key (ECDSA, RSA) that it can verify.
  std::vector<std::string> certificates{};
  std::string password_file{};  // of keys that are protected: a path
  ClientCertificate client = ClientCertificate::None;
  std::string client_ca{};   // path; empty: the roots in the certificate file
  std::string client_crl{};  // path
  // A client's certificate is taken as it is: CA_AUTH_TYPE 3. Mapping rules never use it.
  bool allow_unverified = false;
  std::string ocsp{};   // path of an OCSP response that is stapled (DER)
  bool tickets = true;  // sessions are resumed
  Position at{};
};

}  // namespace config
