#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace server {

enum class TlsPhase : std::uint8_t { Handshake, Data };

// Why a connection's TLS failed, in words for a log, from OpenSSL's error queue. `first` is the
// first byte that the client ever sent: plain text on a TLS port is the commonest of all faults.
// Printable, whatever the client sent.
[[nodiscard]] std::string tls_failure(TlsPhase phase, std::optional<std::uint8_t> first);

}  // namespace server
