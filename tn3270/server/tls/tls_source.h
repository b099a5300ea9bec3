#pragma once

#include <string>

#include "config/tls_settings.h"

namespace server {

// What a server side of TLS is made of: files, and what is wanted of them.
struct TlsSource {
  std::string certificate;         // path: PEM or PKCS#12
  config::TlsSettings settings{};  // among them further files
};

// The same of a client's side.
struct TlsClientSource {
  bool verify = true;
  std::string ca{};             // path of a PEM file; empty: the system's
  std::string verify_name{};    // the name in the server's certificate; empty: whom we connect to
  std::string identity{};       // path of our own certificate, PEM or PKCS#12; empty: none
  std::string password_file{};  // of `identity`
};

}  // namespace server
