#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/access_settings.h"
#include "config/limits.h"
#include "config/problem.h"
#include "config/tls_settings.h"

namespace config {

// One side of a TCP proxy.
struct ProxySide {
  std::string address{};  // literal where it listens, a literal or name where it connects to
  std::uint16_t port = 0;
  bool tls = false;
};

// A TCP proxy that speaks TLS on one side or both, for somebody else's server (JSON "proxies",
// PROXY of BSTTPRXY, and ATTLS of BSTTATLS for ports that are not ours).
struct ProxySettings {
  std::string name{};
  ProxySide listen{};
  ProxySide to{};
  std::string certificate{};   // of `listen` with TLS: path of a PEM file
  TlsSettings tls_settings{};  // of `listen`
  bool verify = true;          // of `to` with TLS
  std::string ca{};            // what is trusted there: path; empty: the system's
  std::string verify_name{};   // the name there; empty: that of `to`
  std::string identity{};      // our own certificate there, if any: path of a PEM file
  std::vector<AccessRule> access{};
  bool ftp_reply = false;  // who may not connect is told "421 …", as FTP servers do
  std::uint32_t clients = limits::kProxyClients;  // at the same time
  Position at{};
};

// A client ATTLS: our own outgoing connections to host:port go to host:tls_port, under TLS from the
// first byte (JSON "redirects").
struct RedirectSettings {
  std::string host{};  // literal
  std::uint16_t port = 0;
  std::uint16_t tls_port = 0;
  bool ftp = false;  // OPTION FTP: FTP LUs use implicit FTPS
  bool verify = true;
  std::string ca{};        // path; empty: the system's
  std::string identity{};  // our own certificate there, if any: path of a PEM file
  Position at{};
};

}  // namespace config
