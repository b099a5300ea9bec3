#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "config/problem.h"
#include "config/tls_settings.h"

namespace config {

enum class TlsStatement : std::uint8_t {
  ServerAttls,  // ATTLS p AS q
  ClientAttls,  // ATTLS p TO host AS q
  Proxy
};
enum class AddressFamily : std::uint8_t { Any, V4, V6 };

// One side of an ATTLS or PROXY.
struct TlsLeg {
  AddressFamily family = AddressFamily::Any;
  std::uint16_t port = 0;
  bool tls = false;
  std::string keyfile{};  // the member's path, where there is TLS
  bool has_key = true;    // in that file
};

// One ATTLS or PROXY as its deck says it. What becomes of it depends on who listens on its ports,
// which is known when all files are read.
struct TlsDefinition {
  TlsStatement statement = TlsStatement::Proxy;
  std::optional<std::string> stack{};  // ID nn
  TlsLeg from{};       // where clients come in; of a client ATTLS where programs mean to go
  TlsLeg to{};         // where they are handed on
  std::string host{};  // of `to`; empty: this machine
  bool ftp = false;
  TlsSettings settings{};  // of `from`
  bool verify = true;      // of `to`
  Position at{};
};

}  // namespace config
